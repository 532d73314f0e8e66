import type { RunRecord } from '../store/run-record.ts'
import { stopwatch } from '../system/stopwatch.ts'

/** How much of a time is left for rounds; without one there always is. */
export class TimeBudget {
  readonly #budgetMs: number
  readonly #elapsedMs = stopwatch()
  readonly #earlierMs: number
  #lastRoundMs = 0
  #roundEndedAtMs = 0
  #isOver = false

  constructor(budgetMs: number | undefined, earlier: Pick<RunRecord, 'readings' | 'steps'>) {
    this.#budgetMs = budgetMs ?? Infinity
    this.#earlierMs = measuringMs(earlier)
  }

  get isOver(): boolean {
    return this.#isOver
  }

  /** Whether another round, as long as the last one, would end in time. */
  hasTimeForARound(): boolean {
    this.#isOver = this.#earlierMs + this.#elapsedMs() + this.#lastRoundMs > this.#budgetMs
    return !this.#isOver
  }

  roundEnded(): void {
    const nowMs = this.#elapsedMs()
    this.#lastRoundMs = nowMs - this.#roundEndedAtMs
    this.#roundEndedAtMs = nowMs
  }
}

/** What an earlier process took for its rounds: readings, and the pauses and wakings between them. */
function measuringMs({ readings, steps }: Pick<RunRecord, 'readings' | 'steps'>): number {
  const ofRounds = readings.filter(({ round, startedAtMs }) => round > 0 && startedAtMs !== undefined)
  const fromMs = Math.min(...ofRounds.map(({ startedAtMs = Infinity }) => startedAtMs))
  const around = steps.filter(({ kind, startedAtMs }) => startedAtMs >= fromMs && (kind === 'wait' || kind === 'pause'))
  return [...ofRounds, ...around].reduce((sum, { durationMs = 0 }) => sum + durationMs, 0)
}
