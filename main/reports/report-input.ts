import type { Findings } from '../findings/findings.ts'
import type { RunRecord } from '../store/run-record.ts'
import type { RawOutput } from '../store/store.ts'
import type { RecordedLine } from '../store/unfold-run.ts'

/** What every report is made from. */
export interface ReportInput {
  readonly run: RunRecord
  readonly findings: Findings
  /** Raw output by its number; without it a report goes without raw outputs. */
  readonly raw?: (raw: number) => RawOutput
  /** Lines of the record's log; the JSON report carries them. */
  readonly log?: readonly RecordedLine[]
}
