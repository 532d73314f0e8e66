import { renderCsv } from './csv.ts'
import { renderHtml } from './html/page.ts'
import { renderJson } from './json.ts'
import { renderMarkdown } from './markdown/page.ts'
import { formats } from './formats.ts'
import type { ReportInput } from './report-input.ts'
import { renderTextEvidence } from './text-evidence.ts'
import { renderTextTables } from './text/page.ts'

export { formats } from './formats.ts'
export { parseJsonReport, type ParsedReport } from './json.ts'
export type { ReportInput } from './report-input.ts'
export { renderTextEvidence } from './text-evidence.ts'
export { renderTextTables } from './text/page.ts'

export type ReportFormat = keyof typeof formats

export const isReportFormat = (name: string): name is ReportFormat => Object.hasOwn(formats, name)

/** The report as text; where it goes is up to the caller. */
export function renderReport(format: ReportFormat, input: ReportInput): string {
  switch (format) {
    case 'html':
      return renderHtml(input)
    case 'markdown':
      return renderMarkdown(input)
    case 'csv':
      return renderCsv(input.run, input.findings.facts)
    case 'json':
      return renderJson(input)
    case 'text':
      return [renderTextTables(input), renderTextEvidence(input)].filter(Boolean).join('\n')
  }
}
