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

const renderBrief: ReportFormat['render'] = async (input) => (await import('./brief.ts')).renderBrief(input)

export const briefFormat: ReportFormat = {
  id: 'brief',
  title: 'One page, HTML',
  extension: 'html',
  mediaType: 'text/html',
  suffix: 'brief',
  render: renderBrief,
}

export const briefPdfFormat: ReportFormat = {
  id: 'brief-pdf',
  title: 'One page, PDF',
  extension: 'pdf',
  mediaType: 'application/pdf',
  suffix: 'brief',
  isPrinted: true,
  render: renderBrief,
}

export const pdfFormat: ReportFormat = {
  id: 'pdf',
  title: 'PDF',
  extension: 'pdf',
  mediaType: 'application/pdf',
  isPrinted: true,
  render,
}
