import { expect, test } from './fixtures.ts'
import { choose, goTo, heading } from './pages/frame.ts'
import { runOf } from './seed-store.ts'

const older = runOf('20261123-191305-aaaa')
const shorter = runOf('20261123-201305-bbbb', { rounds: 2, variants: ['flannel/vxlan', 'calico/vxlan'] }, 60)
const newer = runOf('20261123-211305-cccc', { variants: ['cilium/vxlan', 'calico/vxlan', 'flannel/vxlan'] }, 120)
const times = { older: '2026-11-23 19:13', shorter: '2026-11-23 20:13', newer: '2026-11-23 21:13' }

test.describe('a few runs', () => {
  test.use({ store: { runs: [older, shorter, newer] } })
  test.beforeEach(async ({ page }) => {
    await goTo(page, 'History')
    await expect(page.getByText('3 runs', { exact: true })).toBeVisible()
  })

  test('are listed newest first, filtered and sorted', async ({ page }) => {
    const table = page.getByRole('table', { name: 'Runs' })
    const links = table.getByRole('link')
    await expect(links).toHaveText([times.newer, times.shorter, times.older])
    await table.getByRole('columnheader', { name: 'Samples' }).getByRole('button').click()
    await table.getByRole('columnheader', { name: 'When' }).getByRole('button').click()
    await expect(links).toHaveText([times.older, times.shorter, times.newer])

    await page.getByRole('searchbox', { name: 'Search' }).fill('cilium')
    await expect(page.getByText('2 of 3 runs')).toBeVisible()
    await expect(links).toHaveText([times.older, times.newer])
    await page.getByRole('searchbox', { name: 'Search' }).fill('nothing like that')
    await page.getByRole('button', { name: 'Show all runs' }).click()
    await choose(page, 'State', 'complete')
    await expect(links).toHaveCount(3)
  })

  test('are compared two at a time, the older one first', async ({ page }) => {
    for (const when of [times.newer, times.older])
      await page.getByRole('checkbox', { name: `Compare the run of ${when}` }).check()
    await page.getByRole('link', { name: 'Compare 2 of 2' }).click()
    await expect(heading(page)).toHaveText('Compare two runs')
    await expect(page.getByRole('combobox', { name: /^Run A/ })).toContainText('2026-11-23 19:13')
    await expect(page.getByRole('main')).toContainText(/\d+ of (the )?\d+|no|differ/)
    const differences = page.getByRole('table', { name: 'Differences between run A and run B' })
    const cilium = differences.getByRole('row', { name: /^cilium\/vxlan/ })
    await expect(cilium.filter({ hasText: 'better' }).first()).toBeVisible()
    await expect(differences.getByText(/^(undecided|equal within 5 %)$/).first()).toBeVisible()
    await expect(page.getByRole('heading', { name: 'Setup differences' })).toBeVisible()

    const all = await differences.getByRole('row').count()
    await page.getByRole('checkbox', { name: /^Changed only/ }).click()
    await expect(differences.getByText(/^(undecided|equal within 5 %)$/)).toHaveCount(0)
    expect(await differences.getByRole('row').count()).toBeLessThan(all)
  })

  test('are deleted only when that is confirmed', async ({ page }) => {
    const remove = page.getByRole('button', { name: `Delete the run of ${times.shorter}` })
    const question = page.getByRole('alertdialog', { name: 'Delete this run?' })
    await remove.click()
    await question.getByRole('button', { name: 'Back' }).click()
    await expect(page.getByText('3 runs', { exact: true })).toBeVisible()
    await remove.click()
    await question.getByRole('button', { name: 'Delete' }).click()
    await expect(page.getByText('2 runs', { exact: true })).toBeVisible()
    await page.reload()
    await expect(page.getByText('2 runs', { exact: true })).toBeVisible()
    await expect(page.getByText(times.shorter)).toHaveCount(0)
  })
})

test.describe('a hundred runs', () => {
  const id = (n: number) => `20261123-191305-${String(n).padStart(4, '0')}`
  test.use({ store: { runs: Array.from({ length: 100 }, (_, n) => runOf(id(n), { rounds: 1 }, n)) } })

  test('are there within a second', async ({ page }) => {
    await expect(page.getByRole('region', { name: 'Recent runs' }).getByRole('link')).not.toHaveCount(1)
    const startedAt = performance.now()
    await goTo(page, 'History')
    await expect(page.getByRole('link', { name: '2026-11-23 20:52' })).toBeVisible()
    expect(performance.now() - startedAt).toBeLessThan(1_000)
    await expect(page.getByText('100 runs', { exact: true })).toBeVisible()
  })
})
