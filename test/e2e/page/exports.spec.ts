import { writeFileSync } from 'node:fs'
import type { Browser, Page } from '@playwright/test'
import { parseJsonReport } from '../../../main/reports/json.ts'
import { leadingAnswers } from '../../../main/reports/answer-blocks.ts'
import { answerTitle } from '../../../main/words/en/answer-titles.ts'
import { exec } from '../../../main/system/exec.ts'
import { expect, test } from './fixtures.ts'
import { startLab } from './lab-server.ts'
import { alertOf, goTo, message, openAddress } from './pages/frame.ts'
import { comparison, exported, findings, numbersOf } from './pages/results.ts'
import { runOf } from './seed-store.ts'
import { samplesOf } from '../../../main/findings/samples.ts'

const seeded = runOf('20261123-191305-k3f9', { failing: true })
const variants = seeded.run.variants.map(({ id }) => id)

test.use({ store: { runs: [seeded] } })

test.beforeEach(async ({ page }) => {
  await openAddress(page, `/runs/${seeded.run.id}`)
  await expect(findings(page)).toBeVisible()
})

test('HTML is one file that needs nothing else, with the numbers of the page', async ({ page, browser }, testInfo) => {
  const { name, content } = await exported(page, 'HTML, self-contained')
  expect(name).toMatch(/\.html$/)
  const [first] = await numbersOf(comparison(page, /^TCP throughput, one stream/))
  const file = testInfo.outputPath(name)
  writeFileSync(file, content)
  const asked: string[] = []
  const report = await offlinePage(browser)
  report.on('request', (request) => asked.push(request.url()))
  await report.goto(`file://${file}`)
  await expect(report.getByRole('heading', { level: 1 })).toBeVisible()
  for (const median of [first?.[2], first?.[4]]) await expect(report.locator('body')).toContainText(median ?? 'none')
  expect(asked.filter((url) => !/^(file|data):/.test(url))).toEqual([])
})

test('PDF has text that can be searched', async ({ page }, testInfo) => {
  const { content } = await exported(page, /^PDF/)
  expect(content.subarray(0, 5).toString()).toBe('%PDF-')
  const file = testInfo.outputPath('report.pdf')
  writeFileSync(file, content)
  const { stdout } = await exec('pdftotext', ['-layout', file, '-'])
  for (const variant of variants) expect(stdout).toContain(variant)
})

test('Markdown and plain text name every variant', async ({ page }) => {
  for (const [title, extension] of [
    ['Markdown', '.md'],
    ['Plain text tables', '.txt'],
  ] as const) {
    const { name, content } = await exported(page, title)
    expect(name.endsWith(extension)).toBe(true)
    for (const variant of variants) expect(content.toString()).toContain(variant)
  }
})

test('CSV has a line for each sample and metric', async ({ page }) => {
  const { content } = await exported(page, 'CSV')
  const lines = content.toString().trimEnd().split(/\r?\n/)
  const values = samplesOf(seeded.run).map(({ outcome }) =>
    outcome.state === 'measured' ? Object.keys(outcome.metrics).length : 1,
  )
  expect(lines).toHaveLength(1 + values.reduce((sum, count) => sum + count, 0))
})

test('JSON is read back as the same run', async ({ page }) => {
  const { run, raws } = parseJsonReport((await exported(page, 'JSON')).content.toString())
  expect(run.id).toBe(seeded.run.id)
  expect(run.readings).toHaveLength(seeded.run.readings.length)
  expect(raws.size).toBe(samplesOf(seeded.run).length)
})

test('a run file opens in another lab as the same run, once', async ({ page, browser }) => {
  const { name, content } = await exported(page, 'Run file')
  expect(name).toMatch(/\.cnilab$/)
  const csv = (await exported(page, 'CSV')).content
  await using other = await startLab()
  const guest = await (await browser.newContext()).newPage()
  await guest.goto(other.link)
  await importFile(guest, name, content)
  await guest.getByRole('button', { name: 'Show it' }).click()
  for (const answer of leadingAnswers(seeded)) await expect(findings(guest)).toContainText(answerTitle(answer))
  expect((await exported(guest, 'CSV')).content.equals(csv)).toBe(true)

  await importFile(guest, name, content)
  await expect(message(guest, 'which this lab has already')).toBeVisible()
  await expect(guest.getByText('1 run', { exact: true })).toBeVisible()
})

test('a file that is no run is refused with a reason', async ({ page }) => {
  await importFile(page, 'holiday.json', Buffer.from('{"photos": []}'))
  await expect(alertOf(page, 'Cannot')).toBeVisible()
  await expect(alertOf(page, 'not a report').or(alertOf(page, 'CNI Lab'))).toBeVisible()
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await expect(page.getByRole('alert')).toHaveCount(0)
})

async function importFile(page: Page, name: string, content: Buffer): Promise<void> {
  await goTo(page, 'History')
  const button = page.getByRole('button', { name: 'Import a run…' })
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button.click()])
  await chooser.setFiles({ name, mimeType: 'application/json', buffer: content })
}

async function offlinePage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ offline: true })
  return context.newPage()
}
