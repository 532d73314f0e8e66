import { formats } from './formats.ts'
import type { ReportInput } from './report-input.ts'

export { formats } from './formats.ts'
export { parseJsonReport, type ParsedReport } from './json.ts'
export type { ReportInput } from './report-input.ts'
export { renderSummary } from './text/page.ts'

/** The report as text; where it goes is up to the caller. @throws LabError `unknown-name` where there is no such format */
export const renderReport = (format: string, input: ReportInput): string => formats.get(format).render(input)
