import type { ReportFormat } from './format.ts'

export const csvFormat: ReportFormat = {
  id: 'csv',
  title: 'CSV, one line per sample and metric',
  extension: 'csv',
  mediaType: 'text/csv',
  isLeftByRuns: true,
  render: async ({ run, findings }) => (await import('./csv.ts')).renderCsv(run, findings.facts),
}
