import type { ReportFormat } from '../format.ts'

export const textFormat: ReportFormat = {
  id: 'text',
  title: 'Plain text tables',
  extension: 'txt',
  mediaType: 'text/plain',
  render: async (input) => (await import('./page.ts')).renderText(input),
}
