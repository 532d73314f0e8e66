import { deriveFindings } from '../../../main/findings/derive-findings.ts'
import type { Findings } from '../../../main/findings/findings.ts'
import { type ParsedReport, parseJsonReport } from '../../../main/reports/json.ts'

export interface ReadReport extends ParsedReport {
  readonly findings: Findings
}

/** A JSON report with what follows from its run, as a lab that imports it has them. */
export function readReport(text: string): ReadReport {
  const report = parseJsonReport(text)
  return { ...report, findings: deriveFindings(report.run) }
}
