import type { Locator, Page } from '@playwright/test'
import { begun } from './experiment.ts'
import { goTo } from './frame.ts'

/** The part of an evidence tab that has a name, e.g. a table that scrolls. */
export const region = (within: Page | Locator, name: string): Locator => within.getByRole('region', { name })

/** The cell for a case on a variant. */
export const caseOn = (page: Page, id: string, variant: string): Locator =>
  page.getByRole('button', { name: new RegExp(`^${id} .+ on ${variant}: `) })

/** The interfaces on a packet's way, and its ends. */
export const stopsOf = (within: Locator): Locator =>
  within.getByRole('group', { name: /^The way of a packet/ }).getByRole('button')

/** Does only the named probes, on the kernel's own datapaths. @returns the run's id */
export async function inspect(page: Page, titles: readonly string[]): Promise<string> {
  await goTo(page, 'New experiment')
  await page.getByRole('radio', { name: /^Kernel reference/ }).check()
  await page.getByRole('checkbox', { name: 'TCP throughput' }).uncheck()
  for (const probe of ['HTTP latency', 'CPU cost']) await page.getByRole('checkbox', { name: probe }).uncheck()
  const choices = page.getByRole('group', { name: 'Once in each cluster' }).getByRole('checkbox')
  for (const choice of await choices.all()) await choice.uncheck()
  for (const name of titles) await page.getByRole('checkbox', { name }).check()
  await page.getByRole('button', { name: 'Start the experiment' }).click()
  return begun(page)
}
