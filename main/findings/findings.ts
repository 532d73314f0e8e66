import type { Metric } from '../probes/probe.ts'
import type { Caveat } from './caveat.ts'
import type { ClaimsCheck } from './claims/claim.ts'
import type { Facts } from './facts.ts'
import type { Suitability } from './recommendation/recommendation.ts'
import type { QuestionKey } from './question-key.ts'

/** An interval for a median. `coverage` is the probability, before the data, that it holds the true median (0 to 1). */
export interface Interval {
  readonly low: number
  readonly high: number
  readonly coverage: number
  readonly method: 'order-statistic' | 'signed-rank' | 'rank-sum'
}

export interface Estimate {
  /** One value per round, in the order of rounds. The unit is one whole probe execution. */
  readonly values: readonly number[]
  /** Of ratios and differences it is Hodges and Lehmann's estimate: the median of all averages of two. */
  readonly median: number
  /** Absent where there are too few values for one. */
  readonly interval?: Interval
  /** Standard deviation over mean. */
  readonly coefficientOfVariation?: number
}

export type CellFlag =
  /** Fewer rounds than variants are compared by. */
  | 'few-rounds'
  /** Coefficient of variation above 10 %. */
  | 'unstable'
  /** The CPU was the limit in most samples. */
  | 'cpu-limited'
  /** Some samples failed. */
  | 'incomplete'
  /** Rises or falls over the rounds. */
  | 'drifting'
  /** Some round is far from the others; it is kept. */
  | 'outliers'

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

/** What is decided of two: all decisions of a run together are wrong anywhere with a probability of at most 5 %. */
export type Decision =
  | { readonly verdict: 'ahead'; readonly winner: string }
  /** Shown to differ by less than the margin. */
  | { readonly verdict: 'equal' }
  | ({ readonly verdict: 'undecided' } & Precision)
  /** Too few rounds in common, which is no tie. */
  | { readonly verdict: 'not-compared' }

/** What an undecided comparison could have found. */
export interface Precision {
  /** The smallest difference, as a share, that four of five such runs would have found; absent for differences that may be zero. */
  readonly couldFind?: number
  /** About how many more rounds would decide it, going by what was seen; absent where that is out of reach. */
  readonly moreRounds?: number
}

/** What comparing two variants on one headline metric comes to. */
export type Conclusion = QuestionKey & { readonly a: string; readonly b: string } & Decision

/** A conclusion with what it is drawn from: a over b, or a less b, paired by round. Its interval is for this comparison alone. */
export type Comparison = Conclusion & { readonly effect: Effect }

/** `difference`: in the metric's own unit, of what may be zero. */
export type Effect = Estimate & { readonly scale: 'ratio' | 'difference' }

/** One variant seen from the leader of an answer. */
export interface RelativeResult {
  readonly variant: string
  /** `ahead` of the leader only where each is behind another, in a circle. */
  readonly relation: 'ahead' | 'behind' | 'equal' | 'undecided' | 'not-compared'
  /** Where it is undecided. */
  readonly precision?: Precision
  /** Of this variant to the leader; absent where they have no round in common. */
  readonly effect?: Pick<Effect, 'scale' | 'median' | 'interval'>
  /** Rounds in common. */
  readonly rounds: number
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
  /** Turns of variants in rounds; absent where there were none. */
  readonly turns?: TurnCost
}

/** What a variant's turn in a round takes, on average, in ms. */
export interface TurnCost {
  readonly count: number
  readonly probeMs: number
  /** Until the cluster is healthy again after its pause. */
  readonly waitMs: number
  readonly pauseMs: number
}

/** Everything that is said of a run; `factsOf` gives the facts of a probe their type. */
export interface Findings extends Facts {
  readonly cells: readonly Cell[]
  readonly comparisons: readonly Comparison[]
  readonly answers: readonly Answer[]
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
