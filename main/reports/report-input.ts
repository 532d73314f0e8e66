import type { Findings } from '../findings/findings.ts'
import type { RunRecord } from '../store/run-record.ts'

export interface RawOutput {
  readonly stdout: string
  readonly stderr: string
}

/** What every report is made from. */
export interface ReportInput {
  readonly run: RunRecord
  readonly findings: Findings
  /** Raw output by its number; without it a report goes without raw outputs. */
  readonly raw?: (raw: number) => RawOutput
}
