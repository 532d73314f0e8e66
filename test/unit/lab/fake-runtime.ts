import { quietCost } from '../builders/cost-output.ts'
import type { Capability } from '../../../main/experiment/capability.ts'
import { readFileSync } from 'node:fs'
import type {
  ProbePods,
  Cluster,
  ClusterNode,
  CreateOptions,
  Pod,
  PodExecResult,
  PodSpec,
  Runtime,
  ServiceSpec,
} from '../../../main/clusters/cluster.ts'
import type { Variant } from '../../../main/cnis/variant.ts'

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8')
const recorded = {
  oneStream: fixture('iperf3/iperf3-3.12-1-stream.json'),
  eightStreams: fixture('iperf3/iperf3-3.12-8-streams.json'),
  newConnection: fixture('curl/curl-7.88-new-connection.jsonl'),
  keptAlive: fixture('curl/curl-7.88-kept-alive.jsonl'),
  cost: quietCost(),
}

/** One command that was run in a Pod of a fake cluster. */
export interface FakeCall {
  readonly variant: string
  readonly from: string
  readonly argv: readonly string[]
  /** Quick exchange of the gate instead of a measurement. */
  readonly isCheck: boolean
  /** Variants whose clusters were running at that time. */
  readonly running: readonly string[]
  readonly attempt: number
}

/** What a fake does otherwise than well; a thrown error is a failure. */
export interface Behaviour {
  readonly acquire?: (variant: string) => Promise<void> | void
  readonly deployProbes?: (variant: string) => Promise<void> | void
  readonly pause?: (variant: string) => Promise<void> | void
  readonly resume?: (variant: string) => Promise<void> | void
  readonly close?: (variant: string) => Promise<void> | void
  /** An answer instead of the recorded one. */
  readonly answer?: (call: FakeCall) => PodExecResult | undefined
  /** Whether a variant's first cluster was kept by an earlier run. */
  readonly isKept?: (variant: string) => boolean
  readonly hasServices?: boolean
  readonly idleClustersCost?: boolean
}

const nodes: readonly ClusterNode[] = [
  { name: 'lab-control-plane', role: 'control-plane', address: '172.18.0.2' },
  { name: 'lab-worker', role: 'worker', address: '172.18.0.3' },
  { name: 'lab-worker2', role: 'worker', address: '172.18.0.4' },
]

/** Clusters in memory whose Pods answer with what the real programs once printed. Keeps account of everything done to them. */
export class FakeRuntime implements Runtime {
  readonly id: string
  readonly provides: readonly Capability[]
  readonly idleClustersCost: boolean
  readonly behaviour: Behaviour
  readonly clusters: FakeCluster[] = []
  readonly calls: FakeCall[] = []
  creating = 0
  mostCreating = 0

  constructor(behaviour: Behaviour = {}, id = 'kind') {
    this.id = id
    this.behaviour = behaviour
    this.provides = (behaviour.hasServices ?? true) ? ['services', 'kubernetes'] : []
    this.idleClustersCost = behaviour.idleClustersCost ?? true
  }

  preflight = () => Promise.resolve()
  tools = () => Promise.resolve({ kind: 'fake' })

  get samples(): readonly FakeCall[] {
    return this.calls.filter(({ isCheck }) => !isCheck)
  }

  async acquire(variant: Variant, { signal, steps }: CreateOptions): Promise<Cluster> {
    this.creating += 1
    this.mostCreating = Math.max(this.mostCreating, this.creating)
    try {
      await steps.step('Preparing nodes', () => Promise.resolve())
      await this.behaviour.acquire?.(variant.id)
      signal.throwIfAborted()
      const cluster = new FakeCluster(variant, this)
      this.clusters.push(cluster)
      return cluster
    } finally {
      this.creating -= 1
    }
  }
}

class FakeCluster implements Cluster {
  readonly name: string
  readonly variant: Variant
  readonly nodes = nodes
  readonly reused: boolean
  readonly installed = { images: {}, sources: [] }
  readonly #runtime: FakeRuntime
  isRunning = true
  timesClosed = 0
  timesDiscarded = 0
  benchPods: readonly PodSpec[] = []

  constructor(variant: Variant, runtime: FakeRuntime) {
    this.variant = variant
    this.name = `cnilab-${variant.id.replace('/', '-')}`
    const isFirst = !runtime.clusters.some((cluster) => cluster.variant.id === variant.id)
    this.reused = isFirst && (runtime.behaviour.isKept?.(variant.id) ?? false)
    this.#runtime = runtime
  }

  async deployProbes(
    pods: readonly PodSpec[],
    services: readonly ServiceSpec[],
    signal: AbortSignal,
  ): Promise<ProbePods> {
    signal.throwIfAborted()
    await this.#runtime.behaviour.deployProbes?.(this.variant.id)
    this.benchPods = pods
    return {
      pods: new Map(pods.map((pod, index) => [pod.name, this.#pod(pod, `10.244.1.${String(index + 1)}`)])),
      serviceHosts: new Map(services.map(({ name }) => [name, `${name}.cnilab.svc.cluster.local.`])),
      nodePorts: new Map(services.flatMap(({ ports }) => ports.map(({ port, nodePort }) => [port, nodePort]))),
    }
  }

  onNode = () => Promise.resolve({ stdout: '', stderr: '', exitCode: 0 })

  async pause(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    await this.#runtime.behaviour.pause?.(this.variant.id)
    this.isRunning = false
  }

  async resume(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    this.isRunning = true
    await this.#runtime.behaviour.resume?.(this.variant.id)
  }

  async close(): Promise<void> {
    this.timesClosed += 1
    this.isRunning = false
    await this.#runtime.behaviour.close?.(this.variant.id)
  }

  async discard(): Promise<void> {
    this.timesDiscarded += 1
    await this.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  #pod({ name, node, hostNetwork }: PodSpec, address: string): Pod {
    const own = hostNetwork ? (nodes.find((each) => each.name === node)?.address ?? '') : address
    return {
      name,
      node,
      address: own,
      exec: (argv, { signal }) => {
        signal.throwIfAborted()
        return Promise.resolve(this.#answer(name, argv))
      },
    }
  }

  #answer(from: string, argv: readonly string[]): PodExecResult {
    const runtime = this.#runtime
    const attempt = 1 + runtime.calls.filter((call) => sameCall(call, this.variant.id, from, argv)).length
    const call: FakeCall = {
      variant: this.variant.id,
      from,
      argv,
      isCheck: argv.includes('--fail') || argv.includes('64K'),
      running: runtime.clusters.filter(({ isRunning }) => isRunning).map(({ variant }) => variant.id),
      attempt,
    }
    runtime.calls.push(call)
    return runtime.behaviour.answer?.(call) ?? { stdout: recordedFor(call), stderr: '', exitCode: 0 }
  }
}

const sameCall = (call: FakeCall, variant: string, from: string, argv: readonly string[]) =>
  call.variant === variant && call.from === from && call.argv.join(' ') === argv.join(' ')

function recordedFor({ argv, isCheck }: FakeCall): string {
  if (isCheck) return ''
  if (argv.includes('cost')) return recorded.cost
  if (argv.includes('iperf3')) return argv.includes('-P') ? recorded.eightStreams : recorded.oneStream
  return argv.some((word) => word.includes('/kept-alive?')) ? recorded.keptAlive : recorded.newConnection
}
