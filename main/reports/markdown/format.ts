import type { ReportFormat } from '../format.ts'

export const markdownFormat: ReportFormat = {
  id: 'markdown',
  title: 'Markdown',
  extension: 'md',
  mediaType: 'text/markdown',
  isLeftByRuns: true,
  render: async (input) => (await import('./page.ts')).renderMarkdown(input),
}
