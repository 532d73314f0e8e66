import { renderMarkdown } from '../../../main/reports/markdown/page.ts'
import { leadingAnswers, limitLine } from '../../../main/reports/answer-blocks.ts'
import { answerTitle } from '../../../main/words/en/answer-titles.ts'
import { caveatText } from '../../../main/words/en/caveats.ts'
import { number, ratio } from '../../../main/words/en/quantity.ts'
import { readReport } from '../../unit/builders/read-report.ts'
import { expect, test } from './fixtures.ts'
import { alertOf, choose, message, openAddress } from './pages/frame.ts'
import { comparison, exported, findings, numbersOf, savedPicture, show } from './pages/results.ts'
import { runOf } from './seed-store.ts'

const seeded = runOf('20261123-191305-k3f9')
const throughput = /^TCP throughput, one stream: bits received/

test.use({ store: { runs: [seeded] }, permissions: ['clipboard-read', 'clipboard-write'] })

test.beforeEach(async ({ page }) => {
  await openAddress(page, `/runs/${seeded.run.id}`)
})

test('the scorecard comes first, then a chart for each question, its title the answer; behind a line are all limits', async ({
  page,
}) => {
  await expect(findings(page).getByRole('heading').first()).toHaveText('Scorecard')
  const leading = leadingAnswers(seeded)
  expect(leading.length).toBeGreaterThan(0)
  for (const answer of leading)
    await expect(
      findings(page)
        .getByRole('article', { name: answerTitle(answer) })
        .first(),
    ).toBeVisible()
  await page.getByText(limitLine(seeded.findings)).click()
  for (const caveat of seeded.findings.caveats) await expect(findings(page)).toContainText(caveatText(caveat))
})

test('charts show ratios or values, whichever is chosen', async ({ page }) => {
  const chart = comparison(page, throughput).getByRole('img')
  await expect(chart).toHaveAccessibleName(/flannel\/vxlan 0\.\d\d×/)
  await page.getByRole('radio', { name: 'Absolute values' }).check()
  await expect(chart).toHaveAccessibleName(/flannel\/vxlan [\d.]+ Gbit\/s here/)
  await expect(chart).not.toHaveAccessibleName(/×/)
})

test('the table has the numbers of the findings', async ({ page }) => {
  const { content } = await exported(page, 'JSON with raw outputs')
  const { cells } = readReport(content.toString()).findings
  const rows = await numbersOf(comparison(page, throughput))
  const expected = cells.filter(({ probe, metric }) => probe === 'tcp-throughput' && metric === 'bitsPerSecond')
  expect(rows).toHaveLength(expected.length)
  for (const { variant, path, absolute, toBaseline } of expected) {
    const place = path.replace('/', ', ')
    const row = rows.find(([where = '', who]) => who === variant && where.startsWith(place))
    expect(row, `${variant} on ${path}`).toContain(number(absolute.median / 1e9))
    if (toBaseline) expect(row).toContain(`${ratio(toBaseline.median)}×`)
  }
})

test('the table is sorted by a click on a and back', async ({ page }) => {
  const card = comparison(page, throughput)
  const medians = async () => (await numbersOf(card)).map((row) => Number(row[4]))
  const given = await medians()
  const median = card.getByRole('columnheader', { name: /^Median/ })
  await median.getByRole('button').click()
  await expect(median).toHaveAttribute('aria-sort', /ascending|descending/)
  const first = await medians()
  await median.getByRole('button').click()
  const second = await medians()
  expect([first, second]).toContainEqual(given.toSorted((a, b) => a - b))
  expect(second).toEqual(first.toReversed())
  await median.getByRole('button').click()
  expect(await medians()).toEqual(given)
})

test('samples are found by a number of the table, and by filters', async ({ page }) => {
  const card = comparison(page, throughput)
  await card.getByRole('radio', { name: 'Table' }).check()
  await card.getByRole('button', { name: 'Show the 6 samples of calico/vxlan on pod-pod/cross-node' }).click()
  await expect(page.getByText(/^6 of 144 samples/)).toBeVisible()
  const grid = page.getByRole('grid', { name: 'Samples' })
  await expect(
    grid.getByRole('row', { name: /calico\/vxlan TCP throughput one stream pod-pod\/cross-node/ }),
  ).toHaveCount(6)

  await page.getByRole('button', { name: 'Show all' }).click()
  await expect(page.getByText(/^144 samples/)).toBeVisible()
  await choose(page, 'Variant', 'cilium/vxlan')
  await expect(page.getByText(/^48 of 144 samples/)).toBeVisible()
  await expect(grid.getByRole('row', { name: /flannel|calico/ })).toHaveCount(0)
  await grid
    .getByRole('row', { name: /cilium/ })
    .first()
    .press('Enter')
  await expect(page.getByRole('dialog').getByRole('region', { name: 'Standard output' })).toContainText('"raw": ')
  await page.keyboard.press('Escape')
  await page.goBack()
  await expect(findings(page)).toBeVisible()
})

test('charts are saved as pictures', async ({ page }) => {
  const card = comparison(page, throughput)
  const png = await savedPicture(page, card, 'Save as PNG')
  expect(png.subarray(0, 8)).toEqual(Buffer.from('89504e470d0a1a0a', 'hex'))
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)]
  expect(width).toBeGreaterThanOrEqual(720)
  expect(height).toBeGreaterThan(100)

  const svg = (await savedPicture(page, card, 'Save as SVG')).toString()
  const parsed = await page.evaluate<{ root: string; text: string }>(
    `(() => {
      const { documentElement } = new DOMParser().parseFromString(${JSON.stringify(svg)}, 'image/svg+xml')
      return { root: documentElement.nodeName, text: documentElement.textContent }
    })()`,
  )
  expect(parsed.root).toBe('svg')
  for (const text of ['flannel/vxlan', 'calico/vxlan', 'cilium/vxlan', 'TCP throughput'])
    expect(parsed.text).toContain(text)
})

test('the report is copied as Markdown, the same as is saved', async ({ page }) => {
  await page.getByRole('button', { name: 'Copy as Markdown' }).click()
  await expect(message(page, 'Copied as Markdown')).toBeVisible()
  const copied = await page.evaluate<string>('navigator.clipboard.readText()')
  const { content } = await exported(page, 'Markdown')
  expect(copied).toBe(content.toString())
  expect(copied).toBe(renderMarkdown(seeded))
})

test('how it was measured tells the method, the environment and what was installed', async ({ page }) => {
  const background = await show(page, 'How it was measured')
  await expect(background.getByRole('region', { name: 'Method' })).toContainText('6 of 6 planned rounds')
  const environment = background.getByRole('region', { name: 'Environment' })
  await expect(environment).toContainText(seeded.run.environment.kernel)
  const variants = background.getByRole('region', { name: 'Variants' })
  for (const { id } of seeded.run.variants) await expect(variants.getByRole('row', { name: id })).toBeVisible()
})

test('a run that is unknown is told as that', async ({ page }) => {
  await openAddress(page, '/runs/20200101-000000-none')
  await expect(alertOf(page, '20200101-000000-none')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
})
