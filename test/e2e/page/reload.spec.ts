import { expect, type Browser, type Page } from '@playwright/test'
import { test } from './fixtures.ts'
import { startLab } from './lab-server.ts'
import { samplesCounted, samplesInRound, start, untilComplete, untilSamples } from './pages/experiment.ts'
import { alertOf, openAddress } from './pages/frame.ts'
import { samplesIn } from './seed-store.ts'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

test('a reload in the middle of a run brings all of it back, once', async ({ page, lab, browser }) => {
  const runId = await start(page, { rounds: 2 })
  const other = await secondBrowser(browser, await lab.nextLink(), runId)
  await untilSamples(page, 3)
  const before = await logText(page)
  await page.reload()

  await untilSamples(page, 3)
  for (const variant of ['netns/routed', 'netns/vxlan']) {
    const steps = page.getByRole('region', { name: `Steps of ${variant}` })
    await expect(steps.getByRole('listitem').first()).toContainText(/^(done|running):/)
  }
  expect(await logText(page)).toContain(before)

  await untilComplete(page)
  await untilComplete(other)
  const stored = samplesIn(lab.home, runId)
  expect(stored).toHaveLength(2 * samplesInRound)
  expect(new Set(stored).size).toBe(stored.length)
  for (const each of [page, other])
    await expect(samplesCounted(each)).toHaveText(`${String(stored.length)} of ${String(stored.length)} samples`)
  const log = await logText(page)
  expect(log.split('\n').length).toBeGreaterThan(before.split('\n').length)
  expect(await logText(other)).toBe(log)
  expect(await liveNumbers(page)).toEqual(await liveNumbers(other))
})

test('a second browser sees the same run at the same time', async ({ page, lab, browser }) => {
  // It has to go on for as long as another browser takes to open.
  const runId = await start(page, { rounds: 4 })
  const other = await secondBrowser(browser, await lab.nextLink(), runId)
  await untilSamples(page, 2)
  await untilSamples(other, 2)
  await other.getByRole('button', { name: 'Cancel', exact: true }).click()
  await other.getByRole('alertdialog').getByRole('button', { name: 'Cancel the run' }).click()
  await expect(page.getByText('The run was cancelled. What it had measured is kept.')).toBeVisible({ timeout: 30_000 })
})

test('a run whose service was killed is shown as interrupted, and goes on', async ({ page, lab }) => {
  const runId = await start(page, { rounds: 2 })
  await untilSamples(page, 3)
  await lab.kill()
  await expect(alertOf(page, 'The lab service is not reachable')).toBeVisible()
  await expect(page.getByRole('contentinfo')).toContainText('Not connected')
  const measured = samplesIn(lab.home, runId)
  expect(measured.length).toBeGreaterThanOrEqual(3)

  await using again = await startLab({ home: lab.home, port: lab.port })
  await expect(alertOf(page, 'open the newest link that it has printed')).toBeVisible()
  await page.goto(again.link)
  await openAddress(page, `/runs/${runId}/live`)
  await expect(page.getByText('The run was interrupted: the program that did it ended.')).toBeVisible()
  await page.getByRole('button', { name: 'Resume' }).click()
  await untilComplete(page)
  const all = samplesIn(lab.home, runId)
  expect(all.slice(0, measured.length)).toEqual(measured)
  expect(all).toHaveLength(2 * samplesInRound)
  expect(new Set(all).size).toBe(all.length)
})

async function secondBrowser(browser: Browser, link: string, runId: string): Promise<Page> {
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] })
  const page = await context.newPage()
  await page.goto(link)
  await openAddress(page, `/runs/${runId}/live`)
  return page
}

/** The whole log, as it is copied; only what is on the screen is in the document. */
async function logText(page: Page): Promise<string> {
  const log = page.getByRole('region', { name: 'Log' })
  await page.bringToFront()
  await log.getByRole('button', { name: 'Copy' }).click()
  await expect(log.getByRole('button', { name: 'Copied' })).toBeVisible()
  const text = await page.evaluate<string>('navigator.clipboard.readText()')
  await expect(log.getByRole('button', { name: 'Copy', exact: true })).toBeVisible()
  return text
}

async function liveNumbers(page: Page): Promise<readonly string[]> {
  const live = page.getByRole('region', { name: 'Live samples' })
  await live.getByRole('radio', { name: 'Table' }).check()
  return live.getByRole('row').allInnerTexts()
}
