import { Registry } from '../system/registry.ts'
import { csvFormat } from './csv-format.ts'
import type { ReportFormat } from './format.ts'
import { briefFormat, briefPdfFormat, htmlFormat, pdfFormat } from './html/format.ts'
import { jsonFormat, runFileFormat } from './json-format.ts'
import { markdownFormat } from './markdown/format.ts'
import { textFormat } from './text/format.ts'

/** All formats, in the order in which they are offered. */
export const formats = new Registry<ReportFormat>('format', [
  briefPdfFormat,
  briefFormat,
  htmlFormat,
  markdownFormat,
  csvFormat,
  jsonFormat,
  textFormat,
  pdfFormat,
  runFileFormat,
])
