import { expect, test } from './fixtures.ts'
import { startLab } from './lab-server.ts'
import { fillIn } from './pages/experiment.ts'
import { alertOf, goTo, heading, openAddress } from './pages/frame.ts'
import { runOf } from './seed-store.ts'

test.describe('without a container engine', () => {
  test.use({ labEnv: { DOCKER_HOST: 'unix:///nonexistent' } })

  test('Home says what is missing, and offers what needs none', async ({ page }) => {
    const machine = page.getByRole('region', { name: 'This machine' })
    await expect(machine).toContainText('Not ready: Container engine')
    await expect(machine.getByRole('button', { name: 'Copy the fix' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Lab cluster of kindnet' })).toBeDisabled()
    await page.getByRole('button', { name: 'Compare Flannel, Calico and Cilium' }).click()
    await expect(alertOf(page, 'engine').first()).toContainText('netns')
    await expect(heading(page)).toHaveText('Which CNI suits your cluster?')
  })

  test('a new experiment with real clusters says why it cannot be', async ({ page }) => {
    await goTo(page, 'New experiment')
    await page.getByRole('radio', { name: /^Kubernetes clusters/ }).check()
    await expect(page.getByRole('radiogroup', { name: 'Runtime' })).toContainText('Not ready here: Container engine')
    await expect(page.getByRole('main')).toContainText('no container engine answers')
    await expect(page.getByText('This machine can do it.')).toHaveCount(0)
  })

  test('Clusters and Doctor say what to do', async ({ page }) => {
    await goTo(page, 'Clusters')
    await expect(alertOf(page, 'no container engine answers')).toContainText('cnilab run --runtime netns')
    await page.getByRole('link', { name: 'Examine this machine' }).click()
    await expect(heading(page)).toHaveText('Doctor')
    const engine = page.getByRole('listitem').filter({ hasText: 'no container engine answers (' })
    await expect(engine.getByRole('heading')).toContainText('Problem')
    await expect(engine.getByRole('button', { name: 'Copy the fix of: Container engine' })).toBeVisible()
  })
})

test('a service that is gone is told at once, and what is asked of it meanwhile fails readably', async ({
  page,
  lab,
}) => {
  await expect(page.getByRole('contentinfo')).toContainText('Connected')
  await goTo(page, 'Doctor')
  await expect(page.getByText('Examined', { exact: true })).toBeVisible()
  await lab.kill()
  await expect(alertOf(page, 'The lab service is not reachable')).toBeVisible()
  await page.getByRole('button', { name: 'Examine again' }).click()
  await expect(alertOf(page, 'Cannot reach the lab')).toContainText('cnilab serve')

  await using again = await startLab({ home: lab.home, port: lab.port })
  await page.goto(again.link)
  await expect(page.getByRole('contentinfo')).toContainText('Connected')
  await goTo(page, 'Doctor')
  await expect(page.getByText('Examined', { exact: true })).toBeVisible()
  await expect(page.getByRole('alert')).toHaveCount(0)
})

test.describe('where iperf3 is missing', () => {
  // Hidden in a view of the file system of its own: the lab looks in all the usual places.
  const hide = 'mount --bind /dev/null "$(command -v iperf3)" && exec "$@"'
  test.use({ labUnder: ['unshare', '-Urm', 'sh', '-c', hide, 'sh'] })

  test('an experiment that needs it fails with the way to install it, and keeps its steps and log', async ({
    page,
  }) => {
    await goTo(page, 'New experiment')
    await page.getByRole('radio', { name: /^Kernel reference/ }).check()
    await expect(alertOf(page, 'iperf3').first()).toContainText('install')
    await page.getByRole('button', { name: 'Start the experiment' }).click()
    await expect(heading(page)).toHaveText('New run')
    await expect(page.getByRole('main').getByRole('status')).toHaveText('The run is failed.')
    const failure = alertOf(page, 'iperf3')
    await expect(failure).toContainText('install')
    const steps = page.getByRole('region', { name: 'Steps of the run' })
    await expect(steps.getByRole('listitem')).toContainText([/failed:\s*Checking this machine/])
    await expect(page.getByRole('region', { name: 'Log' })).toBeVisible()
    await failure.getByRole('link', { name: 'Back to the experiment' }).click()
    await expect(heading(page)).toHaveText('New experiment')
  })
})

test.describe('a run in which something went wrong', () => {
  const seeded = runOf('20261123-191305-k3f9', { failing: true })
  test.use({ store: { runs: [seeded] } })

  test('says so above its results, and shows each error with its command', async ({ page }) => {
    await openAddress(page, `/runs/${seeded.run.id}`)
    await expect(page.getByText('2 things went wrong in this run.')).toBeVisible()
    await page.getByRole('button', { name: 'Show what' }).click()
    const failures = page.getByRole('region', { name: 'Failures' }).getByRole('alert')
    await expect(failures).toHaveCount(2)
    await expect(failures.filter({ hasText: 'iperf3 -c 10.244.1.2 -J' })).toHaveCount(1)
  })
})

test('a link that was used, and an address that is of no view, say what they are', async ({ page, lab, browser }) => {
  const stranger = await (await browser.newContext()).newPage()
  await stranger.goto(lab.link)
  await expect(heading(stranger)).toHaveText('This link has been used, or is not complete')
  await expect(stranger.getByText('cnilab serve')).toBeVisible()
  await stranger.goto(new URL(lab.link).origin)
  await expect(heading(stranger)).toHaveText('Not signed in')

  await openAddress(page, '/no/such/view')
  await expect(heading(page)).toHaveText('Not found')
  await page.getByRole('main').getByRole('link', { name: 'Home' }).click()
  await expect(heading(page)).toHaveText('Which CNI suits your cluster?')
})

test('a form that nobody can mean is refused where it was filled in', async ({ page }) => {
  await fillIn(page, { rounds: 1 })
  await page.getByRole('spinbutton', { name: 'Rounds' }).fill('0')
  await expect(page.getByText('A whole number from 1 to')).toBeVisible()
  await expect(page.getByRole('spinbutton', { name: 'Rounds' })).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByRole('button', { name: 'Start the experiment' })).toBeDisabled()
})
