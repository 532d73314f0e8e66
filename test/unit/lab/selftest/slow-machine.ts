import { readFileSync } from 'node:fs'
import type { Cluster, Pod, PodExecResult, Runtime } from '../../../../main/clusters/cluster.ts'
import { seededRandom } from '../../../../main/system/random.ts'
import { FakeRuntime } from '../fake-runtime.ts'

const fixture = (name: string) => readFileSync(new URL(`../../../fixtures/${name}`, import.meta.url), 'utf8')
const iperf3 = fixture('iperf3/iperf3-3.12-1-stream.json')

export interface SlowMachine {
  /** What a rule costs, as a share. */
  readonly perRule: number
  /** Half the width of what samples vary by, as a share. */
  readonly noise: number
  readonly seed: number
}

/** Clusters in memory on which routing rules cost what they are said to cost: they read the rules that they are given. */
export function slowMachine(machine: SlowMachine): Runtime & { readonly made: readonly Cluster[] } {
  const fake = new FakeRuntime({ hasServices: false, idleClustersCost: false }, 'netns')
  const random = seededRandom(machine.seed)
  const made: Cluster[] = []
  return {
    id: fake.id,
    provides: fake.provides,
    idleClustersCost: false,
    preflight: fake.preflight,
    tools: fake.tools,
    made,
    acquire: async (variant, options) => {
      const cluster = await fake.acquire(variant, options)
      made.push(cluster)
      return slowable(cluster, machine, random)
    },
  }
}

function slowable(cluster: Cluster, { perRule, noise }: SlowMachine, random: () => number): Cluster {
  let lines: readonly string[] = []
  const factorOf = (argv: readonly string[]) =>
    (1 + perRule * rulesFor(portOf(argv), lines)) * (1 + noise * (2 * random() - 1))
  const slowPod = (pod: Pod): Pod => ({
    ...pod,
    exec: async (argv, options) => {
      const result = await pod.exec(argv, options)
      // What goes from node to node is forwarded, and the reference is not.
      return pod.name === 'client' && result.stdout !== '' ? slower(result, factorOf(argv)) : result
    },
  })
  return {
    name: cluster.name,
    variant: cluster.variant,
    nodes: cluster.nodes,
    reused: false,
    installed: cluster.installed,
    deployProbes: async (...args: Parameters<Cluster['deployProbes']>) => {
      const { pods, serviceHosts } = await cluster.deployProbes(...args)
      return { pods: new Map([...pods].map(([name, pod]) => [name, slowPod(pod)])), serviceHosts }
    },
    onNode: (_node, argv) => {
      lines = argv
      return Promise.resolve({ stdout: '', stderr: '', exitCode: 0 })
    },
    pause: (signal) => cluster.pause(signal),
    resume: (signal) => cluster.resume(signal),
    close: () => cluster.close(),
    discard: () => cluster.discard(),
    [Symbol.asyncDispose]: () => cluster[Symbol.asyncDispose](),
  }
}

const portOf = (argv: readonly string[]): string =>
  argv.includes('iperf3') ? (argv[argv.indexOf('-p') + 1] ?? '') : (/:(\d+)\//.exec(argv.join(' '))?.[1] ?? '')

/** Rules of the block that packets to a port are sent to. */
function rulesFor(port: string, lines: readonly string[]): number {
  const way = lines.map((line) => new RegExp(`dport ${port} goto (\\d+)`).exec(line)?.[1]).find(Boolean)
  if (way === undefined) return 0
  const preferences = lines.flatMap((line) => Number(/pref (\d+) from/.exec(line)?.[1] ?? NaN))
  return preferences.filter((each) => each >= Number(way) && each < Number(way) + 5_000).length
}

function slower({ stdout, ...rest }: PodExecResult, factor: number): PodExecResult {
  if (stdout.startsWith('{\n') || stdout.includes('"sum_received"')) {
    const report = JSON.parse(iperf3) as { end: { sum_received: { bits_per_second: number } } }
    report.end.sum_received.bits_per_second /= factor
    return { ...rest, stdout: JSON.stringify(report) }
  }
  const lines = stdout.trim().split('\n')
  const slowed = lines.map((line) =>
    line.replace(
      /"(time_\w+)":([\d.]+)/g,
      (_, name: string, seconds: string) => `"${name}":${String(Number(seconds) * factor)}`,
    ),
  )
  return { ...rest, stdout: `${slowed.join('\n')}\n` }
}
