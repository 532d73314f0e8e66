import { expect, test } from './fixtures.ts'
import { begun, fillIn, logLines, samplesCounted, samplesInRound, start, untilComplete } from './pages/experiment.ts'
import { goTo, heading } from './pages/frame.ts'

test.describe('an experiment', () => {
  test('is made, watched while it goes on, and read when it has ended', async ({ page }) => {
    await start(page, { rounds: 1 })

    for (const variant of ['netns/routed', 'netns/vxlan']) {
      const steps = page.getByRole('region', { name: `Steps of ${variant}` })
      await expect(steps.getByRole('listitem').filter({ hasText: 'Measuring' })).toBeVisible()
    }
    await expect(samplesCounted(page)).toHaveText(new RegExp(`^[1-9]\\d* of ${String(samplesInRound)} samples$`))
    await expect(logLines(page)).toContainText('netns/vxlan')
    const live = page.getByRole('region', { name: 'Live samples' })
    await live.getByRole('radio', { name: 'Table' }).check()
    for (const variant of ['netns/routed', 'netns/vxlan'])
      await expect(live.getByRole('row', { name: new RegExp(`^${variant} [\\d.]+`) })).toBeVisible()

    await untilComplete(page)
    await expect(samplesCounted(page)).toHaveText(`${String(samplesInRound)} of ${String(samplesInRound)} samples`)
    await page.getByRole('link', { name: 'Show the results' }).click()
    await expect(heading(page)).toHaveText('netns/routed and netns/vxlan compared')
    const findings = page.getByRole('tabpanel', { name: 'Findings' })
    await expect(findings.getByRole('heading', { name: 'Scorecard', level: 2 })).toBeVisible()
    await expect(findings).toContainText(/netns\/(routed|vxlan)/)
    const throughput = findings.getByRole('article', { name: /^TCP throughput, one stream/ })
    await expect(throughput.getByRole('img', { name: /netns\/routed [\d.]+×/ })).toBeVisible()
    await throughput.getByRole('radio', { name: 'Table' }).check()
    await expect(throughput.getByRole('row', { name: /netns\/vxlan/ })).not.toHaveCount(0)
  })

  test('keeps what the measuring program printed for each sample', async ({ page }) => {
    await start(page, { rounds: 1 })
    await untilComplete(page)
    await page.getByRole('link', { name: 'Show the results' }).click()
    await page.getByRole('tab', { name: /^Samples/ }).click()
    await page
      .getByRole('grid', { name: 'Samples' })
      .getByRole('row', { name: /^1 netns/ })
      .click()
    const dialog = page.getByRole('dialog', { name: 'Sample 1: TCP throughput' })
    const output = dialog.getByRole('region', { name: 'Standard output' })
    await expect(output).toContainText('sum_received')
    expect(JSON.parse((await output.textContent()) ?? '')).toHaveProperty('end.sum_received.bits_per_second')
    await expect(dialog).toContainText('iperf3')
  })

  test('is started without a mouse', async ({ page }) => {
    await goTo(page, 'New experiment')
    await expect(page.getByRole('radio', { name: /^Kernel reference/ })).toBeVisible()
    await expect(heading(page)).toBeFocused()
    await tabTo(page.getByRole('radio', { name: /^Kernel reference/ }))
    await page.keyboard.press('Space')
    for (const name of ['HTTP latency', 'CPU cost', 'Pod to Pod on the same node']) {
      await tabTo(page.getByRole('checkbox', { name }))
      await page.keyboard.press('Space')
      await expect(page.getByRole('checkbox', { name })).not.toBeChecked()
    }
    await tabTo(page.getByText('Advanced: rounds, seconds, minutes, seed, clusters'))
    await page.keyboard.press('Space')
    await tabTo(page.getByRole('spinbutton', { name: 'Rounds' }))
    await page.keyboard.type('1')
    await page.keyboard.press('Tab')
    await page.keyboard.type('1')
    await page.keyboard.press('Control+Enter')
    await begun(page)
    await expect(samplesCounted(page)).toHaveText(new RegExp(` of ${String(samplesInRound)} samples$`))
  })

  test('cannot be started without anything to compare', async ({ page }) => {
    await fillIn(page, { rounds: 1 })
    const variants = page.getByRole('group', { name: 'Variants' })
    for (const name of ['netns/routed', 'netns/vxlan']) await variants.getByRole('checkbox', { name }).press('Space')
    await expect(variants).toContainText('Choose at least one variant.')
    await expect(page.getByRole('button', { name: 'Start the experiment' })).toBeDisabled()
    await page.keyboard.press('Control+Enter')
    await expect(heading(page)).toHaveText('New experiment')
  })

  test("begins from Home with one click, for the kernel's own datapaths", async ({ page }) => {
    await page.getByRole('button', { name: 'Compare the kernel’s own datapaths' }).click()
    await begun(page)
    await expect(page.getByRole('region', { name: 'Steps of netns/vxlan' })).toBeVisible()
    await goTo(page, 'Home')
    await page.getByRole('link', { name: 'Watch' }).click()
    await begun(page)
  })
})

test.describe('an experiment on kind', () => {
  /** Without an engine nothing is made; what the lab is asked is seen all the same. */
  test.use({ labEnv: { DOCKER_HOST: 'unix:///nonexistent' } })

  test('is made of dual-stack clusters where that is chosen', async ({ page }) => {
    const asked: { readonly call?: string; readonly input?: { readonly ipFamily?: string } }[] = []
    page.on('websocket', (socket) => {
      socket.on('framesent', ({ payload }) => asked.push(JSON.parse(String(payload)) as (typeof asked)[number]))
    })
    await page.reload()
    await goTo(page, 'New experiment')
    await page.getByRole('radio', { name: /^Kubernetes/ }).check()
    const families = page.getByRole('radiogroup', { name: 'IP family' })
    await expect(families.getByRole('radio', { name: /^IPv4/ })).toBeChecked()
    await families.getByRole('radio', { name: /^Dual-stack/ }).check()
    const inputs = (call: string) => asked.filter((each) => each.call === call).map(({ input }) => input?.ipFamily)
    await expect.poll(() => inputs('plan:check').at(-1)).toBe('dual')
    await page.getByRole('button', { name: 'Start the experiment' }).click()
    await expect.poll(() => inputs('run:start')).toEqual(['dual'])

    await goTo(page, 'New experiment')
    await page.getByRole('radio', { name: /^Kernel reference/ }).check()
    await expect(families).toBeHidden()
    await expect.poll(() => inputs('plan:check').at(-1)).toBeUndefined()
  })
})

/** Presses Tab until `target` has the focus. */
async function tabTo(target: ReturnType<Parameters<typeof heading>[0]['locator']>): Promise<void> {
  const isThere = () =>
    target.evaluate((element: { matches: (selector: string) => boolean }) => element.matches(':focus'))
  for (let presses = 0; presses < 40 && !(await isThere()); presses++) await target.page().keyboard.press('Tab')
  await expect(target).toBeFocused()
}
