import type { KernelFeature } from '../../cnis/kernel-features.ts'
import { inTurn } from '../../system/in-turn.ts'
import { stopwatch } from '../../system/stopwatch.ts'
import { kernelHasIpv6 } from './dual-stack.ts'
import type { Engine } from './engine.ts'
import { lackingFeatures } from './kernel-features.ts'

/** A person may load what is missing and look again. What is there stays, until the kernel is another. */
const incompleteKeptMs = 15_000

interface Answer {
  readonly value: unknown
  readonly isComplete: boolean
  readonly ageMs: () => number
}

/**
 * What the kernel that containers run on can do, as nodes of one image see it. Asking takes a privileged container and a second of
 * the machine, so that an answer is kept.
 */
export class KernelAnswers {
  readonly #answers = new Map<string, Answer>()

  lacking(engine: Engine, image: string, signal: AbortSignal): Promise<ReadonlySet<KernelFeature>> {
    const ask = () => lackingFeatures(engine, image, signal)
    return this.#kept(`${engine.id} features ${image}`, signal, ask, ({ size }) => size === 0)
  }

  hasIpv6(engine: Engine, image: string, signal: AbortSignal): Promise<boolean> {
    const ask = () => kernelHasIpv6(engine, image, signal)
    return this.#kept(`${engine.id} ipv6 ${image}`, signal, ask, (has) => has)
  }

  #kept<T>(key: string, signal: AbortSignal, ask: () => Promise<T>, isComplete: (value: T) => boolean): Promise<T> {
    return inTurn(`the kernel: ${key}`, signal, async () => {
      const kept = this.#answers.get(key)
      if (kept && (kept.isComplete || kept.ageMs() < incompleteKeptMs)) return kept.value as T
      const value = await ask()
      this.#answers.set(key, { value, isComplete: isComplete(value), ageMs: stopwatch() })
      return value
    })
  }
}
