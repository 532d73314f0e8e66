import type { Metric } from '../probes/probe.ts'
import type { Caveat } from './caveat.ts'
import type { ClaimsCheck } from './claims/claim.ts'
import type { Facts } from './facts.ts'
import type { Suitability } from './recommendation/recommendation.ts'
import type { QuestionKey } from './question-key.ts'
import type { Scorecard } from './scorecard.ts'

/** An interval for a median. `coverage` is the probability, before the data, that it holds the true median (0 to 1). */
export interface Interval {
  readonly low: number
  readonly high: number
  readonly coverage: number
  readonly method: 'order-statistic' | 'paired-bootstrap'
}

export interface Estimate {
  /** One value per round, in the order of rounds. The unit is one whole probe execution. */
  readonly values: readonly number[]
  readonly median: number
  /** Absent with fewer than two values. */
  readonly interval?: Interval
  /** Standard deviation over mean. */
  readonly coefficientOfVariation?: number
}

export type CellFlag =
  /** Fewer rounds than a ranking needs. */
  | 'indicative'
  /** Coefficient of variation above 10 %. */
  | 'unstable'
  /** The CPU was the limit in most samples. */
  | 'cpu-limited'
  /** Some samples failed. */
  | 'incomplete'

/** What is known of one metric of one variant on one path. */
export interface Cell extends QuestionKey {
  readonly variant: string
  readonly absolute: Estimate
  /** Each round's value divided by the same round's host-host value in the same cluster; absent on host-host itself. */
  readonly toBaseline?: Estimate
  /** Pooled over every single value of every sample; p99 only from 1 000 values. */
  readonly pooled?: { readonly count: number; readonly p50: number; readonly p90: number; readonly p99?: number }
  readonly flags: readonly CellFlag[]
}

/** What comparing two variants on one headline metric comes to. */
export type Conclusion = QuestionKey & { readonly a: string; readonly b: string } & (
    | { readonly verdict: 'better'; readonly winner: string }
    | { readonly verdict: 'indicative'; readonly leader: string }
    | { readonly verdict: 'not-distinguishable' }
    /** Too few rounds in common for an interval, which is no tie. */
    | { readonly verdict: 'not-compared' }
  )

/**
 * A conclusion with what it is drawn from. `ratio` is a over b, paired by round. There is a winner only where the interval excludes 1
 * and the mode allows ranking; `indicative` says that the interval excludes 1 but n is too small to rank.
 */
export type Comparison = Conclusion & { readonly ratio: Estimate }

/** One variant seen from the leader of an answer. */
export interface RelativeResult {
  readonly variant: string
  /** `ahead` of the leader only where each is behind another, in a circle. */
  readonly relation: 'ahead' | 'behind' | 'tied' | 'not-compared'
  /** Whether it counts as a ranking. */
  readonly isRanked: boolean
  /** Of this variant to the leader; absent where they have no round in common. */
  readonly ratio?: Pick<Estimate, 'median' | 'interval'>
}

/** The answer to one question (probe × case × path × headline metric). */
export interface Answer extends QuestionKey {
  readonly better: Metric['better']
  /** Whom nobody is ahead of, if there is one: the others are told relative to it. */
  readonly leader: string
  /** Best first. */
  readonly others: readonly RelativeResult[]
  /** Variants without a measurement. */
  readonly missing: readonly string[]
}

/** Where the wall time of a run went, in ms. Overlapping spans count once. */
export interface Cost {
  readonly wallMs: number
  readonly createMs: number
  readonly waitMs: number
  readonly probeMs: number
  readonly pauseMs: number
  readonly deleteMs: number
  /** What is left: the lab's own. */
  readonly overheadMs: number
}

/** Everything that is said of a run; `factsOf` gives the facts of a probe their type. */
export interface Findings extends Facts {
  readonly cells: readonly Cell[]
  readonly comparisons: readonly Comparison[]
  readonly answers: readonly Answer[]
  readonly scorecard: Scorecard
  readonly cost: Cost
  readonly claims: ClaimsCheck
  /** What a recommendation is drawn from, of every variant. */
  readonly suitability: readonly Suitability[]
  /** What a reader must know before believing a number, the most general first. */
  readonly caveats: readonly Caveat[]
}

/** What a recommendation is drawn from: the page has conclusions without their ratios. */
export interface RecommendationInputs extends Pick<Findings, 'cells' | 'suitability'> {
  readonly comparisons: readonly Conclusion[]
}
