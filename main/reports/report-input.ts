import type { Facts } from '../findings/facts.ts'
import type { Conclusion, Findings } from '../findings/findings.ts'
import type { Needs } from '../findings/recommendation/recommendation.ts'
import type { RunRecord } from '../store/run-record.ts'
import type { RawOutput } from '../store/store.ts'
import type { RecordedLine } from '../store/unfold-run.ts'

/** What every report is made from. */
export interface ReportInput {
  readonly run: RunRecord
  readonly findings: Findings
  /** What the reader needs; `defaultNeeds` unless they said. */
  readonly needs?: Needs
  /** Raw output by its number; without it a report goes without raw outputs. */
  readonly raw?: (raw: number) => RawOutput
  /** Lines of the record's log; the JSON report carries them. */
  readonly log?: readonly RecordedLine[]
}

/** What the page makes blocks of by itself, and reports as well: a run without its readings. */
export interface ShownRun {
  readonly run: Omit<RunRecord, 'readings'>
  readonly findings: ShownFindings
}

/** Findings without what sections show, and without the ratios of every pair of variants, which grow with the square of the variants. */
export type ShownFindings = Omit<Findings, 'comparisons' | keyof Facts | 'claims'> & {
  readonly comparisons: readonly Conclusion[]
}
