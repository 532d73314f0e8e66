import { Registry } from '../system/registry.ts'
import { csvFormat } from './csv.ts'
import type { ReportFormat } from './format.ts'
import { htmlFormat, pdfFormat } from './html/page.ts'
import { jsonFormat, runFileFormat } from './json.ts'
import { markdownFormat } from './markdown/page.ts'
import { textFormat } from './text/page.ts'

/** All formats, in the order in which they are offered. */
export const formats = new Registry<ReportFormat>('format', [
  htmlFormat,
  markdownFormat,
  csvFormat,
  jsonFormat,
  textFormat,
  pdfFormat,
  runFileFormat,
])
