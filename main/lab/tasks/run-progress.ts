import type { RunEvent } from '../../store/events.ts'
import type { ReadingKey } from '../../experiment/cell-key.ts'
import { readingText } from '../../experiment/cell-text.ts'
import type { RunRecord } from '../../store/run-record.ts'
import { turnOf } from '../expected-samples.ts'

/** How many samples of a run are done, of how many; a variant that takes no further part is expected to give no more. */
export class RunProgress {
  readonly #perTurn: number
  readonly #done = new Map<string, Set<string>>()
  readonly #failed = new Set<string>()
  #rounds: number

  constructor(run: Pick<RunRecord, 'spec' | 'variants' | 'probes'>, samples: readonly ReadingKey[] = []) {
    this.#perTurn = turnOf(run).length
    this.#rounds = run.spec.rounds
    for (const { id } of run.variants) this.#done.set(id, new Set())
    for (const sample of samples) this.#count(sample)
  }

  /** @returns whether the progress is another now */
  see(event: RunEvent): boolean {
    if (event.type === 'reading.recorded' || event.type === 'reading.failed') this.#count(event)
    else if (event.type === 'round.started') this.#rounds = Math.max(this.#rounds, event.round)
    else if (event.type === 'variant.failed') this.#failed.add(event.variant)
    else return false
    return true
  }

  get done(): number {
    return this.#sum((done) => done)
  }

  get total(): number {
    return this.#sum((done, variant) => (this.#failed.has(variant) ? done : this.#perTurn * this.#rounds))
  }

  #count(sample: ReadingKey): void {
    if (sample.round > 0) this.#done.get(sample.variant)?.add(readingText(sample))
  }

  #sum(of: (done: number, variant: string) => number): number {
    return [...this.#done].reduce((sum, [variant, { size }]) => sum + of(size, variant), 0)
  }
}
