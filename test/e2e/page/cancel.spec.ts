import { expect, test } from './fixtures.ts'
import { cancel, fillIn, samplesInRound, start, untilComplete, untilSamples } from './pages/experiment.ts'
import { heading } from './pages/frame.ts'
import { samplesIn } from './seed-store.ts'

test('a run that is cancelled keeps what it has measured, and goes on from there', async ({ page, lab }) => {
  const runId = await start(page, { rounds: 2 })
  await untilSamples(page, 2)
  await cancel(page)
  await expect(page.getByText('The run was cancelled. What it had measured is kept.')).toBeVisible({ timeout: 30_000 })
  const measured = samplesIn(lab.home, runId)
  expect(measured.length).toBeGreaterThanOrEqual(2)
  expect(measured.length).toBeLessThan(2 * samplesInRound)

  await page.getByRole('link', { name: 'Show the results' }).click()
  await expect(page.getByText('The run was cancelled. What was measured before is shown')).toBeVisible()
  await expect(page.getByRole('tab', { name: `Samples ${String(measured.length)}` })).toBeVisible()

  await page.getByRole('button', { name: 'Go on', exact: true }).click()
  await untilComplete(page)
  const all = samplesIn(lab.home, runId)
  expect(all.slice(0, measured.length)).toEqual(measured)
  expect(all).toHaveLength(2 * samplesInRound)
  expect(new Set(all).size).toBe(all.length)
})

test('an experiment that waits for another one can be cancelled before it begins', async ({ page, lab }) => {
  const running = await start(page, { rounds: 3 })
  await fillIn(page, { rounds: 1 })
  await page.getByRole('button', { name: 'Start the experiment' }).click()
  await expect(page.getByText('Queued: another task is running.')).toBeVisible()
  await expect(page.getByRole('contentinfo')).toContainText('1 queued')
  await expect(heading(page)).toHaveText('New run')

  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Cancel, delete|^Cancel the run/ })
    .click()
  await expect(page.getByText('It was cancelled before it began.')).toBeVisible()
  await expect(page.getByRole('contentinfo')).not.toContainText('queued')

  await page.getByRole('contentinfo').getByRole('link').click()
  await expect(heading(page)).toHaveText(`Run ${running}`)
  await expect(page.getByRole('main').getByRole('status')).toHaveText('The run is running.')
  expect(samplesIn(lab.home, running).length).toBeLessThan(3 * samplesInRound)
})

test('a run goes on when the question whether to cancel it is answered with no', async ({ page }) => {
  await start(page, { rounds: 1 })
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('alertdialog')).toBeHidden()
  await untilComplete(page)
})
