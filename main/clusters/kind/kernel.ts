import { kernelFeatureIds, kernelFeatures, type KernelFeature } from '../../cnis/kernel-features.ts'
import { inTurn } from '../../system/in-turn.ts'
import { stopwatch } from '../../system/stopwatch.ts'
import type { Engine } from './engine.ts'

/** What the kernel that containers run on can do: it is not this machine's where the engine has a virtual machine. */
export interface NodeKernel {
  readonly lacking: ReadonlySet<KernelFeature>
  readonly hasIpv6: boolean
}

/** A shell command that succeeds where a container can have IPv6 addresses and filter and translate IPv6, as nodes do. */
const ipv6Check = 'test -e /proc/sys/net/ipv6/conf && ip6tables -t nat -L -n && ip6tables -t mangle -L -n'

const checksOfFeatures = Object.fromEntries(kernelFeatureIds.map((id) => [id, kernelFeatures[id].check]))

/** Asks for everything in one container of the node image. */
export async function askKernel(engine: Engine, nodeImage: string, signal: AbortSignal): Promise<NodeKernel> {
  const checks = Object.entries({ ...checksOfFeatures, ipv6: ipv6Check })
  const script = checks.map(([id, check]) => `( ${check} ) >/dev/null 2>&1 && echo ${id}`)
  const run = ['run', '--rm', '--privileged', '--network', 'none', '--entrypoint', 'sh', nodeImage, '-c']
  const doing = 'ask the kernel what it can do'
  const { stdout } = await engine.run([...run, [...script, 'true'].join('\n')], { signal, timeoutMs: 60_000, doing })
  const present = new Set(stdout.split('\n'))
  return { lacking: new Set(kernelFeatureIds.filter((id) => !present.has(id))), hasIpv6: present.has('ipv6') }
}

/** A person may load what is missing and look again. What is there stays, until the kernel is another. */
const incompleteKeptMs = 15_000

/** Answers of kernels as nodes of one image see them: asking takes a privileged container and a second of the machine. */
export class KernelAnswers {
  readonly #kept = new Map<string, { readonly kernel: NodeKernel; readonly ageMs: () => number }>()

  of(engine: Engine, image: string, signal: AbortSignal): Promise<NodeKernel> {
    const key = `${engine.id} ${image}`
    return inTurn(`the kernel: ${key}`, signal, async () => {
      const kept = this.#kept.get(key)
      if (kept && (isComplete(kept.kernel) || kept.ageMs() < incompleteKeptMs)) return kept.kernel
      const kernel = await askKernel(engine, image, signal)
      this.#kept.set(key, { kernel, ageMs: stopwatch() })
      return kernel
    })
  }
}

const isComplete = ({ lacking, hasIpv6 }: NodeKernel): boolean => lacking.size === 0 && hasIpv6
