import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { factsOf } from '../../../main/findings/facts.ts'
import { datapath } from '../../../main/probes/datapath/datapath.ts'
import { policy } from '../../../main/probes/policy/policy.ts'
import { summaryOf } from '../../../main/probes/policy/words.ts'
import type { Probe } from '../../../main/probes/probe.ts'
import { wire } from '../../../main/probes/wire/wire.ts'
import { pathTitles } from '../../../main/probes/wire/words.ts'
import { claimReasonText } from '../../../main/words/en/claim-reasons.ts'
import { expect, test } from './fixtures.ts'
import { caseOn, inspect, region, stopsOf } from './pages/evidence.ts'
import { untilComplete } from './pages/experiment.ts'
import { alertOf, openAddress, saved } from './pages/frame.ts'
import { findings, show } from './pages/results.ts'
import { themes } from './pages/views.ts'
import { inspectedRunOf } from './seed-evidence.ts'

const seeded = inspectedRunOf('20261123-191305-k3f9')
const { findings: found } = seeded
const factsOn = <R, F>(probe: Probe<R, F>, variant: string): F | undefined =>
  factsOf(found, probe).find((each) => each.variant === variant)?.facts
const tabs = ['Policy', 'Packet path', 'Observed', 'Claims']

test.describe('a run that looked at what each CNI does', () => {
  test.use({ store: { runs: [seeded] } })
  test.beforeEach(async ({ page }) => {
    await openAddress(page, `/runs/${seeded.run.id}`)
    await expect(findings(page)).toBeVisible()
  })

  test('sums it up beside the numbers, and leads from there to the grounds', async ({ page }) => {
    await findings(page)
      .getByRole('button', { name: /^Encapsulation on flannel\/vxlan: VXLAN, UDP 8472/ })
      .click()
    await expect(page.getByRole('tab', { name: 'Packet path' })).toHaveAttribute('aria-selected', 'true')
    await expect(page.getByRole('combobox', { name: 'Variant' })).toHaveText('flannel/vxlan')
    await page.goBack()
    await expect(findings(page)).toBeVisible()
  })

  test('shows every case on every variant, and opens its checks from the keyboard', async ({ page }) => {
    await show(page, 'Policy')
    const onCalico = factsOn(policy, 'calico/vxlan')
    await expect(region(page, 'calico/vxlan')).toContainText(onCalico ? summaryOf(onCalico) : 'nothing')
    const [policyCase] = onCalico?.cases ?? []
    const cell = caseOn(page, policyCase?.id ?? '', 'calico/vxlan')
    await cell.press('Enter')
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByLabel('Policies', { exact: true })).toContainText('kind: NetworkPolicy')
    await dialog.locator('summary', { hasText: /^Every check/ }).click()
    await expect(region(dialog, 'Every check').getByRole('row')).toHaveCount(1 + (policyCase?.checks.length ?? 0))
    await page.keyboard.press('Escape')
    await expect(cell).toBeFocused()
    await expect(page.getByRole('button', { name: / on [^ ]+: .*Show more\.$/ })).toHaveCount(
      factsOf(found, policy).reduce((count, { facts }) => count + facts.cases.length, 0),
    )
  })

  test('says why something could not be looked at', async ({ page }) => {
    await show(page, 'Policy')
    await expect(alertOf(page, 'Cannot try policies')).toBeVisible()
  })

  test('follows a packet step by step, and reads the same from a table', async ({ page }) => {
    const panel = await show(page, 'Packet path')
    const [shown] = factsOf(found, wire)
    const path = shown?.facts.paths.find(({ id }) => id === 'cross-node')
    const stops = stopsOf(panel)
    await panel.getByRole('button', { name: 'Step on' }).click()
    await expect(stops.nth(1)).toHaveAttribute('aria-current', 'step')
    await stops.first().press('Enter')
    await expect(stops.first()).toHaveAttribute('aria-current', 'step')
    await panel.getByText('The same as a table').click()
    await expect(region(panel, `Where the packet was seen: ${pathTitles['cross-node']}`).getByRole('row')).toHaveCount(
      1 + (path?.stops.length ?? 0),
    )
  })

  test('plays to the end, and stands still there', async ({ page }) => {
    const panel = await show(page, 'Packet path')
    const stops = stopsOf(panel)
    await panel.getByRole('button', { name: 'Play' }).click()
    await expect(panel.getByRole('button', { name: 'Pause' })).toBeVisible()
    await expect(stops.last()).toHaveAttribute('aria-current', 'step')
    await expect(panel.getByRole('button', { name: 'Play' })).toBeVisible()
  })

  test('tells configured from observed, with the lines that it was read from', async ({ page }) => {
    const panel = await show(page, 'Observed')
    const [first] = factsOn(datapath, 'flannel/vxlan')?.observations ?? []
    await panel
      .getByRole('button', { name: `${first?.what ?? ''} on flannel/vxlan` })
      .first()
      .click()
    await expect(page.getByRole('dialog')).toContainText(first?.source ?? 'nothing')
    await page.keyboard.press('Escape')
    await expect(region(panel, 'What each CNI brings into its cluster').getByRole('row')).toHaveCount(8)
  })

  test('checks the claims, leads to their grounds', async ({ page }) => {
    const panel = await show(page, 'Claims')
    for (const { reason } of found.claims.cells) await expect(panel).toContainText(claimReasonText(reason))
    await region(panel, 'Claims').getByRole('button').first().click()
    await expect(page.getByRole('tab', { name: 'Claims' })).toHaveAttribute('aria-selected', 'false')
  })

  for (const theme of themes)
    test(`has nothing that shuts people out in the ${theme} theme`, async ({ page }) => {
      await page.emulateMedia({ colorScheme: theme })
      for (const tab of tabs) {
        await show(page, tab)
        expect.soft(await barriers(page), tab).toEqual([])
      }
    })

  test('is not played where a person wants less motion', async ({ page }) => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const panel = await show(page, 'Packet path')
    await expect(panel.getByRole('button', { name: 'Step on' })).toBeVisible()
    await expect(panel.getByRole('button', { name: 'Play' })).toBeHidden()
  })
})

test('packets of a real run are followed, and their captures saved', async ({ page }) => {
  const id = await inspect(page, [wire.title])
  await untilComplete(page)
  await openAddress(page, `/runs/${id}`)
  const panel = await show(page, 'Packet path')
  await expect(region(panel, 'Packet paths side by side').getByRole('row')).toHaveCount(3)
  await panel.getByRole('radio', { name: 'netns/vxlan' }).click()
  await expect(stopsOf(panel).first()).toBeVisible()
  const captures = panel.getByRole('listitem').getByRole('button')
  const { name, content } = await saved(page, () => captures.first().click())
  expect(name).toMatch(/\.pcap$/)
  // A capture begins with the magic number of pcap, in either order of bytes, in micro- or nanoseconds.
  expect(content.subarray(0, 4).toString('hex')).toMatch(/^(d4c3b2a1|a1b2c3d4|4d3cb2a1|a1b23c4d)$/)
})

/** What axe finds serious, as lines that name the rule and the elements. */
async function barriers(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}
