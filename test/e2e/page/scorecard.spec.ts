import type { Page } from '@playwright/test'
import { leadingAnswers } from '../../../main/reports/answer-blocks.ts'
import { answerTitle } from '../../../main/words/en/answer-titles.ts'
import { inspected, inspectedVariants } from '../../unit/builders/inspected-run.ts'
import { aLatencyProbe, aThroughputProbe } from '../../unit/builders/run-events.ts'
import { expect, test } from './fixtures.ts'
import { openAddress } from './pages/frame.ts'
import { exported, findings, scorecard } from './pages/results.ts'
import { runOf } from './seed-store.ts'

const newConnection = { id: 'new-connection', title: 'New connection for each request' }
const seeded = inspected(
  runOf('20261123-191305-k3f9', {
    variants: inspectedVariants,
    rounds: 16,
    probes: [aThroughputProbe(), aLatencyProbe({ cases: [newConnection] })],
  }),
)
const [answer] = leadingAnswers(seeded)
if (!answer) throw new Error('nothing is answered')
const questions = seeded.findings.scorecard.rows.map(({ title }) => title)
/** Rows that the default comparison of four CNIs has. */
const allRows = 8

test.use({ store: { runs: [seeded] } })

test.beforeEach(async ({ page }) => {
  await openAddress(page, `/runs/${seeded.run.id}`)
  await expect(scorecard(page)).toBeVisible()
})

const box = async (page: Page) => {
  const found = await scorecard(page).boundingBox()
  if (!found) throw new Error('the scorecard has no box')
  return found
}

test('four variants and eight rows are seen at 1440×900 without scrolling', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 })
  const { y, height } = await box(page)
  const rows = await scorecard(page).getByRole('row').all()
  const heights = await Promise.all(rows.slice(1).map(async (row) => (await row.boundingBox())?.height ?? 0))
  const missing = Math.max(0, allRows - heights.length) * Math.max(...heights)
  expect(y + height + missing).toBeLessThanOrEqual(900)
  await page.screenshot({ path: 'test-results/scorecard-1440.png' })
})

test('it is whole at 1024×768, in every cell, without scrolling sideways', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 })
  const { x, y, width } = await box(page)
  expect(y).toBeLessThan(768)
  for (const cell of await scorecard(page).getByRole('cell').all()) {
    const inside = await cell.boundingBox()
    expect(inside?.x ?? 0).toBeGreaterThanOrEqual(x)
    expect((inside?.x ?? 0) + (inside?.width ?? 0)).toBeLessThanOrEqual(x + width + 1)
  }
  await page.screenshot({ path: 'test-results/scorecard-1024.png' })
})

test('it is a table whose cells say their question, their variant and their mark', async ({ page }) => {
  for (const title of questions) await expect(scorecard(page).getByRole('rowheader', { name: title })).toBeVisible()
  for (const variant of inspectedVariants)
    await expect(scorecard(page).getByRole('columnheader', { name: variant })).toBeVisible()
  const slowest = scorecard(page).getByRole('button', {
    name: /^NetworkPolicy on cilium\/vxlan: .*ahead.*22 of 22.*slowest/,
  })
  await expect(slowest).toBeVisible()
})

test('a cell leads to its evidence, by keyboard, and Back leads to the scorecard', async ({ page }) => {
  await scorecard(page)
    .getByRole('button', { name: /^NetworkPolicy on cilium\/vxlan/ })
    .press('Enter')
  await expect(page.getByRole('tab', { name: 'Policy' })).toHaveAttribute('aria-selected', 'true')
  await expect(page).toHaveURL(/at=of-policy/)
  await page.goBack()
  await expect(scorecard(page)).toBeVisible()
  await scorecard(page)
    .getByRole('button', { name: /^TCP throughput, across nodes on calico\/vxlan/ })
    .press('Enter')
  const chart = page.getByRole('article', { name: answerTitle(answer) }).first()
  await expect(chart).toBeFocused()
  await expect(chart).toBeInViewport()
})

test('needs change the answer, stay in the address, and go into what is exported', async ({ page }) => {
  const verdict = page.getByRole('region', { name: 'Which one for you' })
  await expect(verdict).toContainText('NetworkPolicy: enforced by calico/vxlan and cilium/vxlan')
  await verdict.getByRole('checkbox', { name: 'Visible connections' }).check()
  await expect(verdict).toContainText('Visible connections: shown by cilium/vxlan')
  await verdict.getByRole('radio', { name: 'Little memory' }).check()
  await expect(page).toHaveURL(/needs=enforcement(,|%2C)visibility&by=memory/)
  await page.reload()
  await expect(verdict.getByRole('checkbox', { name: 'Visible connections' })).toBeChecked()
  const { name, content } = await exported(page, 'One page, HTML')
  expect(name).toMatch(/-brief\.html$/)
  expect(content.toString()).toContain('Visible connections: shown by cilium/vxlan')
})

test('it comes first, and every question has its answer as the title of a chart', async ({ page }) => {
  const headings = await findings(page).getByRole('heading', { level: 2 }).allInnerTexts()
  expect(headings.slice(0, 2)).toEqual(['Scorecard', 'Answers'])
})
