import { expect, type Locator, type Page } from '@playwright/test'
import { goTo, heading } from './frame.ts'

/** Samples of the experiment below in one round: two variants, two cases, the baseline and one path. */
export const samplesInRound = 8

/** Fills in the smallest experiment there is that compares anything: seconds, on the kernel's own datapaths. */
export async function fillIn(page: Page, { rounds }: { readonly rounds: number }): Promise<void> {
  await goTo(page, 'New experiment')
  await page.getByRole('radio', { name: /^Kernel reference/ }).check()
  for (const probe of ['HTTP latency', 'CPU cost']) await page.getByRole('checkbox', { name: probe }).uncheck()
  await page.getByRole('checkbox', { name: 'Pod to Pod on the same node' }).uncheck()
  const onceProbes = page.getByRole('group', { name: 'Once in each cluster' }).getByRole('checkbox')
  for (const probe of await onceProbes.all()) await probe.uncheck()
  await page.getByText('Advanced: rounds, seconds, minutes, seed, clusters').click()
  await page.getByRole('spinbutton', { name: 'Rounds' }).fill(String(rounds))
  await page.getByRole('spinbutton', { name: /^Seconds/ }).fill('1')
  // While something is measured the machine is left alone, and a run that is begun then waits for its turn.
  const possible = page.getByRole('status').filter({ hasText: 'This machine can do it.' })
  await expect(possible.or(page.getByText('Cannot check this machine now'))).toBeVisible()
}

/** Starts the experiment, and waits until its run has begun. @returns the run's id */
export async function start(page: Page, { rounds }: { readonly rounds: number }): Promise<string> {
  await fillIn(page, { rounds })
  await page.getByRole('button', { name: 'Start the experiment' }).click()
  return begun(page)
}

/** Waits until the run that was started has begun. @returns its id */
export async function begun(page: Page): Promise<string> {
  await expect(heading(page)).toHaveText(/^Run \d{8}-\d{6}-\w{4}$/)
  return (await heading(page).innerText()).replace('Run ', '')
}

/** `3 of 8 samples` */
export const samplesCounted = (page: Page): Locator => page.getByRole('main').getByText(/^\d+ of \d+ samples$/)

/** Waits until at least `count` samples are told. */
export async function untilSamples(page: Page, count: number): Promise<void> {
  await expect
    .poll(async () => Number.parseInt(await samplesCounted(page).innerText(), 10), { timeout: 60_000 })
    .toBeGreaterThanOrEqual(count)
}

export const untilComplete = (page: Page): Promise<void> =>
  expect(page.getByRole('main').getByRole('status').filter({ hasText: 'The run is complete.' })).toBeAttached({
    timeout: 90_000,
  })

/** Lines of the log that are on the screen, without their times. */
export const logLines = (page: Page): Locator => page.getByRole('log', { name: 'Log lines' })

export async function cancel(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Cancel', exact: true }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel the run' }).click()
}
