import { resolve } from 'node:path'
import type { ReportInput } from '../reports/report-input.ts'
import { renderSummary } from '../reports/text/page.ts'
import { errorText } from './print-error.ts'

/** What stands on the terminal at the end of a run: the comparison, what went wrong, and where the rest is. */
export function runSummary(input: ReportInput, report: string | undefined): string {
  const { run } = input
  const compared = renderSummary(input)
  const parts = compared === '' ? [] : [compared]
  for (const { id, error } of run.variants) if (error) parts.push(`${id} did not finish.\n${errorText(error)}\n`)
  if (run.error) parts.push(`${errorText(run.error)}\n`)
  parts.push(`Run ${run.id}: ${run.state}.\n`)
  if (run.readings.length > 0) parts.push(`All that was found: cnilab show ${run.id}\n`)
  if (report) parts.push(`Report: ${resolve(report)}\n`)
  else if (run.readings.length > 0) parts.push(`Report: cnilab report ${run.id} --format html --out report.html\n`)
  if (run.state === 'cancelled' || run.state === 'interrupted') parts.push(`Resume it: cnilab run --resume ${run.id}\n`)
  return parts.join('\n')
}
