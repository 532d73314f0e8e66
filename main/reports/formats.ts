/** What a run can be exported as; the extension is without a dot. */
export const formats = {
  html: { title: 'HTML, self-contained', extension: 'html', mediaType: 'text/html' },
  markdown: { title: 'Markdown', extension: 'md', mediaType: 'text/markdown' },
  csv: { title: 'CSV, one line per sample and metric', extension: 'csv', mediaType: 'text/csv' },
  json: { title: 'JSON with raw outputs, can be read back', extension: 'json', mediaType: 'application/json' },
  text: { title: 'Plain text tables', extension: 'txt', mediaType: 'text/plain' },
} as const
