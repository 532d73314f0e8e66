import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { formats, renderReport, type ReportFormat, type ReportInput } from '../reports/index.ts'
import { LabError } from '../system/errors.ts'

/** Makes the folder for reports, before hours are spent on what could not be written. @throws LabError `bad-usage` */
export async function ensureFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true })
  } catch (error) {
    throw new LabError({
      code: 'bad-usage',
      title: `Cannot write reports to ${folder}`,
      message: error instanceof Error ? error.message : String(error),
      hint: 'Name a folder that can be made: --out DIR',
    })
  }
}

const files: readonly ReportFormat[] = ['html', 'json', 'csv', 'markdown']

/** Writes a report in every format. @returns the path of the HTML one */
export async function writeReports(folder: string, input: ReportInput): Promise<string> {
  for (const format of files) await writeFile(reportFile(folder, format), renderReport(format, input))
  return reportFile(folder, 'html')
}

const reportFile = (folder: string, format: ReportFormat) => join(folder, `report.${formats[format].extension}`)
