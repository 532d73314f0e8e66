import { exec } from '../../../main/system/exec.ts'
import { expect, test } from '../page/fixtures.ts'
import { numbersOf } from '../page/pages/results.ts'
import { clustersOf, containersOf, deleteClusters, goTo, screenshot, startExperiment } from './steps.ts'

const aMinute = 60_000
const untilReady = { timeout: 5 * aMinute }

test.use({ actionTimeout: 15_000 })

test.beforeEach(async ({ context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
})

test.afterEach(async ({ lab }) => {
  await deleteClusters(lab.home)
})

test('a lab cluster is made by one click, got into with kubectl, and deleted', async ({ page, lab }) => {
  await page.getByRole('button', { name: 'Lab cluster of kindnet' }).click()
  await goTo(page, 'Clusters')
  const steps = page.getByRole('region', { name: 'Steps of kindnet' })
  await expect(steps.getByRole('listitem').filter({ hasText: 'running:' })).not.toHaveCount(0, untilReady)
  await screenshot(page, 'cluster-made')

  const row = page.getByRole('row', { name: /^cnilab-kindnet-/ }).filter({ hasText: 'a new cluster of kindnet' })
  await expect(row.getByText('kept', { exact: true })).toBeVisible(untilReady)
  const name = (await row.getByRole('rowheader').textContent()) ?? ''
  expect(await containersOf([name])).toHaveLength(3)
  await row.getByRole('button', { name: `Copy the KUBECONFIG of ${name}` }).click()
  await expect(page.getByText('KUBECONFIG copied', { exact: true })).toBeVisible()
  await screenshot(page, 'clusters')
  const line = String(await page.evaluate('navigator.clipboard.readText()'))
  const { stdout: nodes } = await exec('bash', ['-c', `${line}\nkubectl get nodes --no-headers`])
  expect(nodes.match(/ Ready /g)).toHaveLength(3)

  await row.getByRole('button', { name: `Delete ${name}` }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(row).toHaveCount(0, { timeout: aMinute })
  expect(await containersOf([name])).toEqual([])
  expect(await clustersOf(lab.home)).toEqual([])
})

test('an experiment shows its steps, then what it found, and leaves no cluster', async ({ page, lab }) => {
  await startExperiment(page, { variants: ['kindnet', 'flannel/vxlan'], rounds: 2, keep: false })
  for (const variant of ['kindnet', 'flannel/vxlan'])
    await expect(
      page
        .getByRole('region', { name: `Steps of ${variant}` })
        .getByRole('listitem')
        .first(),
    ).toBeVisible(untilReady)
  await screenshot(page, 'live-making')
  await expect(page.getByText(/[1-9]\d* of 16 samples/)).toBeVisible(untilReady)
  const clusters = await clustersOf(lab.home)
  expect(await containersOf(clusters)).toHaveLength(6)
  await screenshot(page, 'live-measuring')
  await page.getByRole('link', { name: 'Show the results' }).click(untilReady)

  const card = page.getByRole('article', { name: /TCP throughput/ }).first()
  await expect(card.locator('svg, canvas').first()).toBeVisible()
  await screenshot(page, 'results')
  const numbers = await numbersOf(card)
  await card.scrollIntoViewIfNeeded()
  for (const variant of ['kindnet', 'flannel/vxlan'])
    expect(numbers.map((row) => row.join(' ')).filter((row) => row.includes('cross-node'))).toContainEqual(
      expect.stringMatching(new RegExp(`${variant}\\s+\\d\\.\\d+×`)),
    )
  await screenshot(page, 'results-table')
  await page.getByRole('tab', { name: 'Packet path' }).click()
  await expect(
    page.getByRole('row', { name: /^flannel\/vxlan .*flannel\.1.* VXLAN, UDP 8472, VNI 1 50 B more a packet$/ }),
  ).toBeVisible()
  await expect(page.getByRole('row', { name: /^kindnet .* none 0 B more a packet$/ })).toBeVisible()
  await screenshot(page, 'results-packet-path')
  expect(await containersOf(clusters)).toEqual([])
})

test('a run that is cancelled while its clusters are made leaves nothing half-made', async ({ page, lab }) => {
  await startExperiment(page, { variants: ['kindnet', 'flannel/vxlan'], rounds: 1, keep: true })
  await expect.poll(async () => containersOf(await clustersOf(lab.home)), untilReady).not.toEqual([])
  const clusters = await clustersOf(lab.home)
  await page.getByRole('button', { name: 'Cancel' }).click()
  const question = page.getByRole('alertdialog', { name: 'Cancel this run?' })
  await expect(question.getByRole('button', { name: 'Cancel, keep the clusters' })).toBeVisible()
  await screenshot(page, 'cancelling')
  await question.getByRole('button', { name: 'Cancel, delete the clusters' }).click()
  await expect(page.getByText('The run was cancelled')).toBeVisible({ timeout: 2 * aMinute })
  await screenshot(page, 'cancelled')
  expect(await containersOf(clusters)).toEqual([])
})
