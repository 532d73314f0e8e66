import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { exec } from '../../../main/system/exec.ts'
import { labContainers } from '../../clusters/cnilab.ts'

const program = join(import.meta.dirname, '../../../main/cli/cnilab.ts')

/** The clusters that a lab has notes of; the engine may have those of other labs, too. */
export async function clustersOf(home: string): Promise<readonly string[]> {
  const folder = join(home, 'data/clusters')
  return existsSync(folder) ? readdir(folder) : []
}

/** Containers that the engine has of these clusters. */
export async function containersOf(clusters: readonly string[]): Promise<readonly string[]> {
  const containers = await labContainers()
  return containers.filter((container) => clusters.some((name) => container.startsWith(`${name}-`)))
}

/** Takes away what a test that failed has left in a lab's home. */
export async function deleteClusters(home: string): Promise<void> {
  for (const name of await clustersOf(home))
    await exec(process.execPath, [program, 'clusters', 'delete', name], { env: { CNILAB_HOME: home } })
}

/** Keeps what the page looks like with a real cluster, to be looked at. */
export const screenshot = (page: Page, name: string): Promise<unknown> =>
  page.screenshot({ path: `test-results/screenshots/kind-${name}.png` })

export const goTo = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click()

interface Experiment {
  readonly variants: readonly string[]
  readonly rounds: number
  readonly keep: boolean
}

/** Starts an experiment of TCP throughput between nodes, one second a sample, in quick mode, which follows packets, too. */
export async function startExperiment(page: Page, { variants, rounds, keep }: Experiment): Promise<void> {
  await goTo(page, 'New experiment')
  await page.getByRole('radio', { name: /^Kubernetes clusters/ }).check()
  await checkOnly(page.getByRole('group', { name: 'Variants' }), variants)
  await checkOnly(page.getByRole('group', { name: 'In every round' }), ['TCP throughput'])
  await checkOnly(page.getByRole('group', { name: 'Once in each cluster' }), ['Capturing packets'])
  await checkOnly(page.getByRole('group', { name: 'Paths' }), ['Pod to Pod on another node'])
  await page.getByRole('radio', { name: /^Quick/ }).check()
  await page.getByText('Advanced: rounds, seconds').click()
  await page.getByRole('spinbutton', { name: 'Rounds' }).fill(String(rounds))
  await page.getByLabel('Seconds for each throughput sample').fill('1')
  await page.getByRole('checkbox', { name: 'Keep the clusters' }).setChecked(keep)
  await page.getByText('This machine can do it').waitFor()
  await page.getByRole('button', { name: 'Start the experiment' }).click()
}

/** A card's label lies over its box, and a click there is meant for the box. */
const labels = { force: true, timeout: 15_000 } as const

/** Boxes that cannot be changed stay as they are. */
async function checkOnly(group: Locator, names: readonly string[]): Promise<void> {
  for (const box of await group.getByRole('checkbox', { disabled: false }).all()) await box.setChecked(false, labels)
  for (const name of names) await group.getByRole('checkbox', { name, exact: true }).setChecked(true, labels)
}
