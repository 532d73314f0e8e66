import type { Metric, PathId } from '../probes/probe.ts'
import type { Estimate } from './findings.ts'

/** One variant's headline metric in two runs. Values are ratios to each run's own baseline where both have one. */
export type RunDifference = {
  readonly variant: string
  readonly probe: string
  readonly probeTitle: string
  readonly caseId: string
  readonly caseTitle: string
  readonly path: PathId
  readonly metric: string
  readonly unit: Metric['unit']
  readonly better: Metric['better']
  readonly of: string
  readonly scale: 'ratio' | 'absolute'
  readonly a?: Estimate
  readonly b?: Estimate
} & (
  | { readonly verdict: 'changed'; readonly direction: 'better' | 'worse' }
  | { readonly verdict: 'not-distinguishable' }
  /** In only one of the runs, or too few rounds for an interval. */
  | { readonly verdict: 'not-compared' }
)

/** What differs between two runs, b seen from a. Runs are not paired: a change counts only where intervals do not overlap. */
export interface RunComparison {
  readonly a: { readonly id: string; readonly startedAtMs: number; readonly title: string }
  readonly b: { readonly id: string; readonly startedAtMs: number; readonly title: string }
  readonly differences: readonly RunDifference[]
  /** What differs in what numbers depend on: kernel, versions, mode, … */
  readonly circumstances: readonly { readonly what: string; readonly a: string; readonly b: string }[]
  /** One sentence that answers first. */
  readonly summary: string
}
