import type { ReadingKey } from '../../experiment/cell-key.ts'
import { readingText } from '../../experiment/cell-text.ts'
import { cellsOf } from '../../experiment/cells.ts'
import type { LookTaken } from '../../experiment/look.ts'
import type { RunEvent } from '../../store/events.ts'
import type { RunRecord } from '../../store/run-record.ts'
import { dueCells } from '../due-cells.ts'

type Run = Pick<RunRecord, 'spec' | 'variants' | 'probes' | 'rounds' | 'looks'>
export type BegunRun = Omit<Run, 'rounds' | 'looks'> & Partial<Run>

/**
 * How many samples of a run are done, of how many until the next look at them; a variant that takes no further part is expected to
 * give no more.
 */
export class RunProgress {
  readonly #run: BegunRun
  readonly #cells
  readonly #done = new Map<string, Set<string>>()
  readonly #failed = new Set<string>()
  #looks: readonly LookTaken[]
  #begun: number

  constructor(run: BegunRun, samples: readonly ReadingKey[] = []) {
    this.#run = run
    this.#cells = cellsOf(
      run.probes.filter(({ repeat }) => repeat === 'each-round'),
      run.spec.paths,
    )
    this.#looks = run.looks ?? []
    this.#begun = Math.max(0, ...(run.rounds ?? []).map(({ round }) => round))
    for (const { id } of run.variants) this.#done.set(id, new Set())
    for (const sample of samples) this.#count(sample)
  }

  /** @returns whether the progress is another now */
  see(event: RunEvent): boolean {
    if (event.type === 'reading.recorded' || event.type === 'reading.failed') this.#count(event)
    else if (event.type === 'round.started') this.#begun = Math.max(this.#begun, event.round)
    else if (event.type === 'look.taken') this.#looks = [...this.#looks, event]
    else if (event.type === 'variant.failed') this.#failed.add(event.variant)
    else return false
    return true
  }

  get done(): number {
    return this.#sum((done) => done)
  }

  get total(): number {
    return this.#sum((done, variant) => (this.#failed.has(variant) ? done : Math.max(done, this.#expectedOf(variant))))
  }

  /** In all rounds until the next look, each as the look before it left it. */
  #expectedOf(variant: string): number {
    const { spec, variants } = this.#run
    const active = variants.map(({ id }) => id).filter((id) => !this.#failed.has(id))
    let sum = 0
    for (let round = 1; round <= this.#lastRound(); round++) {
      const look = this.#looks.findLast((taken) => taken.round < round)
      sum += dueCells(this.#cells, spec, variant, { round, active, look }).length
    }
    return sum
  }

  #lastRound(): number {
    const { rounds, looks = [] } = this.#run.spec
    const taken = this.#looks.at(-1)?.round ?? 0
    const next = looks.find((look) => look.rounds > taken)?.rounds
    return Math.max(this.#begun, next ?? (taken > 0 ? taken : rounds))
  }

  #count(sample: ReadingKey): void {
    if (sample.round > 0) this.#done.get(sample.variant)?.add(readingText(sample))
  }

  #sum(of: (done: number, variant: string) => number): number {
    return [...this.#done].reduce((sum, [variant, { size }]) => sum + of(size, variant), 0)
  }
}
