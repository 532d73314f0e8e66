import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ensureFolder, writeReports } from '../../../main/cli/write-reports.ts'
import { deriveFindings } from '../../../main/findings/derive-findings.ts'
import { foldRun } from '../../../main/store/fold-run.ts'
import { runStarted, sampleMeasured, sampleTaken, stored } from '../builders/run-events.ts'
import { detailsOf } from '../error-details.ts'
import { temporaryFolder } from '../temporary-folder.ts'

describe('the folder for reports', () => {
  it('is made with all above it', async () => {
    const folder = join(temporaryFolder(), 'a', 'b')
    await ensureFolder(folder)
    expect(existsSync(folder)).toBe(true)
  })

  it('is refused where it cannot be made', async () => {
    const file = join(temporaryFolder(), 'a-file')
    writeFileSync(file, '')
    const details = await detailsOf(() => ensureFolder(join(file, 'reports')))
    expect(details).toMatchObject({ code: 'bad-usage', hint: 'Name a folder that can be made: --out DIR' })
  })

  it('gets a report in every format', async () => {
    const folder = temporaryFolder()
    const run = foldRun(
      'a',
      stored([runStarted(), sampleTaken(1), sampleMeasured({ bitsPerSecond: 7e9 })]),
      () => false,
    )
    const raw = () => ({ stdout: '', stderr: '' })
    const html = await writeReports(folder, { run, findings: deriveFindings(run), raw })
    expect(html).toBe(join(folder, 'report.html'))
    expect(readdirSync(folder).sort()).toEqual(['report.csv', 'report.html', 'report.json', 'report.md'])
  })
})
