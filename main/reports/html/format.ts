import type { ReportFormat } from '../format.ts'

const render: ReportFormat['render'] = async (input) => (await import('./page.ts')).renderHtml(input)

export const htmlFormat: ReportFormat = {
  id: 'html',
  title: 'HTML, self-contained',
  extension: 'html',
  mediaType: 'text/html',
  isLeftByRuns: true,
  render,
}

export const pdfFormat: ReportFormat = {
  id: 'pdf',
  title: 'PDF',
  extension: 'pdf',
  mediaType: 'application/pdf',
  isPrinted: true,
  render,
}
