import { recordedProbe } from '../../../main/lab/recorded-probe.ts'
import { policy as policyProbe } from '../../../main/probes/policy/policy.ts'
import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { alertOf, goTo, heading, openAddress } from './pages/frame.ts'
import { runOf } from './seed-store.ts'

const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: nothing-in
spec:
  podSelector: {}
`
const other = policy.replace('nothing-in', 'nothing-at-all')
const faulty = policy.replace('podSelector', 'podselector')

/** Without an engine nothing is made of the run; what it is asked to be is checked before that. */
test.use({ labEnv: { DOCKER_HOST: 'unix:///nonexistent' } })

const field = (page: Page): Locator => page.getByRole('textbox', { name: 'Your own NetworkPolicies, as YAML' })
const startButton = (page: Page): Locator => page.getByRole('button', { name: 'Start the experiment' })
const noEngine = (page: Page): Locator => page.getByRole('complementary').getByRole('alert')

async function openForm(page: Page): Promise<void> {
  await goTo(page, 'New experiment')
  await page.getByRole('radio', { name: /^Kubernetes/ }).check()
  await expect(field(page)).toBeVisible()
}

interface Asked {
  readonly call?: string
  readonly input?: { readonly userPolicies?: string }
}

/** What the page asks the service for, from now on. */
async function callsOf(page: Page): Promise<readonly Asked[]> {
  const calls: Asked[] = []
  page.on('websocket', (socket) => {
    socket.on('framesent', ({ payload }) => calls.push(JSON.parse(String(payload)) as Asked))
  })
  await page.reload()
  return calls
}

const startsIn = (calls: readonly Asked[]) => calls.filter(({ call }) => call === 'run:start')

/** Lets files fall on an element as a file manager does. */
async function drop(
  onto: Locator,
  files: readonly { readonly name: string; readonly content: string }[],
): Promise<void> {
  const dataTransfer = await onto.page().evaluateHandle(`(() => {
    const transfer = new DataTransfer()
    for (const { name, content } of ${JSON.stringify(files)}) transfer.items.add(new File([content], name))
    return transfer
  })()`)
  for (const type of ['dragenter', 'dragover', 'drop']) await onto.dispatchEvent(type, { dataTransfer })
}

async function chooseFile(page: Page, name: string, buffer: Buffer): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Open a file…' }).click(),
  ])
  await chooser.setFiles({ name, mimeType: 'application/yaml', buffer })
}

test('policies that are typed go with the run that is started', async ({ page }) => {
  const calls = await callsOf(page)
  await openForm(page)
  await field(page).fill(policy)
  await expect(noEngine(page)).toBeVisible()
  await expect(field(page)).toHaveAccessibleDescription('')
  await startButton(page).click()
  await expect(heading(page)).not.toHaveText('New experiment')
  await expect(alertOf(page, /engine|Docker/).first()).toBeVisible()
  expect(startsIn(calls).map(({ input }) => input?.userPolicies)).toEqual([policy])
})

test('policies that are taken out again do not go with the run', async ({ page }) => {
  const calls = await callsOf(page)
  await openForm(page)
  await field(page).fill(policy)
  await page.getByRole('button', { name: 'Clear' }).click()
  await expect(field(page)).toHaveValue('')
  await expect(field(page)).toBeFocused()
  await startButton(page).click()
  await expect(heading(page)).not.toHaveText('New experiment')
  expect(startsIn(calls)).toHaveLength(1)
  expect(startsIn(calls)[0]?.input).not.toHaveProperty('userPolicies')
})

test('what the lab has against policies stands beside them, and nothing starts with them', async ({ page }) => {
  const calls = await callsOf(page)
  await openForm(page)
  await field(page).fill(faulty)
  await expect(field(page)).toHaveAccessibleDescription(/Cannot read the policies.*podselector.*kubectl explain/s)
  await expect(field(page)).toHaveAttribute('aria-invalid', 'true')
  await expect(startButton(page)).toBeDisabled()
  await expect(page.getByRole('status').filter({ hasText: 'Your own NetworkPolicies cannot be checked' })).toBeVisible()
  expect((await new AxeBuilder({ page }).include('main').analyze()).violations).toEqual([])

  await field(page).press('Control+Enter')
  await expect(alertOf(page, 'Cannot read the policies')).toContainText('podselector')
  await expect(heading(page)).toHaveText('New experiment')
  expect(startsIn(calls)).toHaveLength(1)

  await field(page).fill(policy)
  await expect(field(page)).toHaveAccessibleDescription('')
  await expect(field(page)).toHaveAttribute('aria-invalid', 'false')
  await expect(startButton(page)).toBeEnabled()
})

test('a mistake in the YAML itself is told with its line', async ({ page }) => {
  await openForm(page)
  await field(page).fill('kind: NetworkPolicy: b\n')
  await expect(field(page)).toHaveAccessibleDescription(/Cannot read the policies.*line 1, column/s)
})

test('files are dropped, several as documents of one text', async ({ page }) => {
  await openForm(page)
  await drop(field(page), [{ name: 'a.yaml', content: policy }])
  await expect(field(page)).toHaveValue(policy)
  // Beside the field is near enough.
  await drop(page.getByRole('heading', { name: 'Your own NetworkPolicies' }), [
    { name: 'a.yaml', content: policy },
    { name: 'b.yaml', content: other },
  ])
  await expect(field(page)).toHaveValue(`${policy}\n---\n${other}`)
  await drop(field(page), [{ name: 'c.yaml', content: faulty }])
  await expect(field(page)).toHaveAccessibleDescription(/Cannot read the policies.*podselector/s)
})

test('a file is chosen, and chosen once more after it was taken out', async ({ page }) => {
  await openForm(page)
  for (const time of ['first', 'second']) {
    await chooseFile(page, 'own.yaml', Buffer.from(policy))
    await expect(field(page), time).toHaveValue(policy)
    await page.getByRole('button', { name: 'Clear' }).click()
    await expect(field(page), time).toHaveValue('')
  }
})

test('files that are too large or no text are refused, and leave what was there', async ({ page }) => {
  await openForm(page)
  await field(page).fill(policy)
  await drop(field(page), [{ name: 'large.yaml', content: `# ${'x'.repeat(70 * 1024)}` }])
  await expect(field(page)).toHaveAccessibleDescription(/^large\.yaml: 71 KiB\. The lab takes no more than 64 KiB/)
  await chooseFile(page, 'picture.yaml', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x00]))
  await expect(field(page)).toHaveAccessibleDescription(/^picture\.yaml is not text in UTF-8/)
  await expect(field(page)).toHaveValue(policy)
  await field(page).press('End')
  await page.keyboard.type(' ')
  await expect(field(page)).toHaveAccessibleDescription('')
})

test('text that is longer than the lab takes cannot be started', async ({ page }) => {
  await openForm(page)
  await field(page).fill(`# ${'x'.repeat(64 * 1024)}`)
  await expect(field(page)).toHaveAccessibleDescription('Longer than the 64 KiB that the lab takes.')
  await expect(startButton(page)).toBeDisabled()
})

test('all of it is done without a mouse', async ({ page }) => {
  await openForm(page)
  await field(page).focus()
  await page.keyboard.insertText(policy)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Open a file…' })).toBeFocused()
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')])
  await chooser.setFiles({ name: 'b.yaml', mimeType: 'application/yaml', buffer: Buffer.from(other) })
  await expect(field(page)).toHaveValue(other)
  await page.keyboard.press('Tab')
  await expect(page.getByRole('button', { name: 'Clear' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(field(page)).toHaveValue('')
})

test.describe('of an earlier run', () => {
  const earlier = runOf('20261123-191305-k3f9')
  const probes = [...earlier.run.probes, recordedProbe(policyProbe)]
  const run = { ...earlier.run, spec: { ...earlier.run.spec, userPolicies: policy }, probes }
  test.use({ store: { runs: [{ ...earlier, run }] } })

  test('policies are in the form that begins from it', async ({ page }) => {
    await expect(heading(page)).toBeVisible()
    await openAddress(page, `/new?from=${run.id}`)
    await expect(field(page)).toHaveValue(policy)
  })
})
