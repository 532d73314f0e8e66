import { formats } from './formats.ts'

/** What the page offers: the reports, one of them printed, and the file that another lab reads back. */
export const exportFormats = {
  ...formats,
  pdf: { title: 'PDF', extension: 'pdf', mediaType: 'application/pdf' },
  lab: { title: 'Run file, to open in another CNI Lab', extension: 'cnilab', mediaType: 'application/x-cnilab-run' },
} as const

export type ExportFormat = keyof typeof exportFormats
