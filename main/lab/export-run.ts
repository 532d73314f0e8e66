import { exportFormats, type ExportFormat } from '../reports/export-formats.ts'
import { renderReport } from '../reports/index.ts'
import type { Store } from '../store/store.ts'
import { reportInput } from './report-input.ts'

export interface ExportedRun {
  readonly fileName: string
  readonly mediaType: string
  readonly encoding: 'utf8' | 'base64'
  readonly content: string
}

export interface ExportOptions {
  /** The HTML report on paper. */
  readonly printPdf: (html: string, signal: AbortSignal) => Promise<Uint8Array>
  readonly signal: AbortSignal
}

/** A run as a file. @throws LabError `unknown-name`, or what printing throws */
export async function exportRun(
  store: Store,
  runId: string,
  format: ExportFormat,
  { printPdf, signal }: ExportOptions,
): Promise<ExportedRun> {
  const { extension, mediaType } = exportFormats[format]
  const file = { fileName: exportFileName(runId, extension), mediaType }
  const input = reportInput(store, store.run(runId))
  switch (format) {
    case 'pdf': {
      const pdf = await printPdf(renderReport('html', input), signal)
      return { ...file, encoding: 'base64', content: Buffer.from(pdf).toString('base64') }
    }
    case 'lab':
      return { ...file, encoding: 'utf8', content: renderReport('json', input) }
    case 'html':
    case 'markdown':
    case 'csv':
    case 'json':
    case 'text':
      return { ...file, encoding: 'utf8', content: renderReport(format, input) }
  }
}

/** Of letters, digits, dots and dashes only: every file system takes it. */
export const exportFileName = (runId: string, extension: string): string =>
  `cnilab-${runId.replaceAll(/[^\w-]/g, '_')}.${extension}`
