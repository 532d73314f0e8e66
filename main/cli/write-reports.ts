import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { captureFile, capturesOf } from '../lab/export-capture.ts'
import { formats } from '../reports/formats.ts'
import type { ReportInput } from '../reports/report-input.ts'
import type { Store } from '../store/store.ts'
import { explaining, LabError } from '../system/errors.ts'

/** Makes the folder for reports, before hours are spent on what could not be written. @throws LabError `bad-usage` */
export async function ensureFolder(folder: string): Promise<void> {
  const title = `Cannot write reports to ${folder}`
  await explaining({ code: 'bad-usage', title, hint: 'Name a folder that can be made: --out DIR' }, () =>
    mkdir(folder, { recursive: true }),
  )
}

/** Writes every capture of a run as a file. @returns their paths. @throws LabError `unknown-name` where it has none */
export async function writeCaptures(folder: string, store: Store, runId: string): Promise<readonly string[]> {
  const captures = capturesOf(store, runId)
  if (captures.length === 0)
    throw new LabError({
      code: 'unknown-name',
      title: `Cannot write captures of the run ${runId}`,
      message: 'it has none.',
      hint: 'The probe wire takes them: cnilab run --probes wire',
    })
  await ensureFolder(folder)
  return Promise.all(
    captures.map(async (capture) => {
      const { fileName, content } = captureFile(store, runId, capture)
      await writeFile(join(folder, fileName), Buffer.from(content, 'base64'))
      return join(folder, fileName)
    }),
  )
}

/** Writes the reports that every run leaves. @returns the path of the first one, which people open */
export async function writeReports(folder: string, input: ReportInput): Promise<string> {
  const files = formats
    .all()
    .filter(({ isLeftByRuns }) => isLeftByRuns)
    .map((format) => ({ ...format, path: join(folder, `report.${format.extension}`) }))
  for (const { path, render } of files) await writeFile(path, await render(input))
  return files[0]?.path ?? folder
}
