import { formats } from '../reports/formats.ts'
import type { Store } from '../store/store.ts'
import { renderAnyReport, type Wanted } from './large-runs.ts'

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
  wanted: Wanted,
  { printPdf, signal }: ExportOptions,
): Promise<ExportedRun> {
  const { extension, mediaType, isPrinted, suffix } = formats.get(wanted.format)
  const file = { fileName: exportFileName(suffix === undefined ? runId : `${runId}-${suffix}`, extension), mediaType }
  const content = await renderAnyReport(store, runId, wanted, signal)
  if (!isPrinted) return { ...file, encoding: 'utf8', content }
  const printed = await printPdf(content, signal)
  return { ...file, encoding: 'base64', content: Buffer.from(printed).toString('base64') }
}

/** Of letters, digits, dots and dashes only: every file system takes it. */
export const exportFileName = (runId: string, extension: string): string =>
  `cnilab-${runId.replaceAll(/[^\w-]/g, '_')}.${extension}`
