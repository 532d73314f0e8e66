import type { PathId } from '../experiment/paths.ts'

/** A row that a probe puts on the scorecard: one question, and its answer of every variant. */
export type ScorecardRow<F> = MeasuredRow | FactRow<F>

/** Answered by a headline metric: who is ahead follows from comparisons, never from medians alone. */
export interface MeasuredRow {
  readonly from: 'metric'
  readonly title: string
  readonly caseId: string
  readonly path: PathId
  /** Of the probe's headline metrics; the first of them unless given. */
  readonly metric?: string
}

/** Answered by facts that are counted or seen: who is ahead follows from their level. */
export interface FactRow<F> {
  readonly from: 'facts'
  readonly title: string
  readonly better: 'higher' | 'lower'
  /** Levels that differ by no more than this share of the larger one count as equal: 0 unless given. */
  readonly tolerance?: number
  /** Absent where the facts do not show it, which is no finding against the variant. */
  of(facts: F): FactCell | undefined
}

export interface FactCell {
  /** Short, the number first: `22 of 22`. */
  readonly text: string
  /** What a reader must know beside it, as short. */
  readonly note?: string
  readonly level: number
}
