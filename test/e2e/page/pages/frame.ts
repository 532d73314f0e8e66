import { expect, type Locator, type Page } from '@playwright/test'

/** Goes to a place as a person does, by the navigation. */
export const goTo = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }).click()

/** Goes to an address of the page by hand. */
export async function openAddress(page: Page, hash: string): Promise<void> {
  // The page hears of addresses once it has shown its first view.
  await expect(heading(page)).toBeVisible()
  await page.goto(`${new URL(page.url()).origin}/#${hash}`)
}

export const heading = (page: Page): Locator => page.getByRole('heading', { level: 1 })

export const alertOf = (page: Page, text: string | RegExp): Locator => page.getByRole('alert').filter({ hasText: text })

/** A short message in the corner. It is told to screen readers beside that, for a moment. */
export const message = (page: Page, text: string): Locator =>
  page.getByRole('region', { name: 'Notifications' }).getByText(text)

/** Chooses an option of a select by its labels. */
export async function choose(within: Page | Locator, label: string, option: string): Promise<void> {
  await within.getByRole('combobox', { name: label }).click()
  const page = 'page' in within ? within.page() : within
  await page.getByRole('option', { name: option, exact: true }).click()
}

/** What a saved file has in it. */
export async function saved(page: Page, save: () => Promise<void>): Promise<{ name: string; content: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), save()])
  const parts: Buffer[] = []
  for await (const part of await download.createReadStream()) parts.push(part as Buffer)
  return { name: download.suggestedFilename(), content: Buffer.concat(parts) }
}
