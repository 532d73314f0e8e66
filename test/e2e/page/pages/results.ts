import type { Locator, Page } from '@playwright/test'
import { saved } from './frame.ts'

export const findings = (page: Page): Locator => page.getByRole('tabpanel', { name: 'Findings' })

/** The first thing on the page: a table, a row a question, a column a variant. */
export const scorecard = (page: Page): Locator => page.getByRole('region', { name: 'Scorecard' }).first()

/** A chart with its table, by what it shows. */
export const comparison = (page: Page, title: RegExp): Locator => page.getByRole('article', { name: title })

/** The numbers of a comparison: a row for each cell, its group and then a text for each column. */
export async function numbersOf(card: Locator): Promise<readonly (readonly string[])[]> {
  await card.getByRole('radio', { name: 'Table' }).check()
  const rows = await card.getByRole('row').all()
  const texts = await Promise.all(
    rows.slice(1).map((row) => row.getByRole('cell').or(row.getByRole('rowheader')).allInnerTexts()),
  )
  let group = ''
  return texts.flatMap(([first = '', ...others]) => {
    if (others.length === 0) group = first
    return others.length === 0 ? [] : [[group, first, ...others]]
  })
}

/** Exports the run that is shown. `title` is the format's as the menu has it. */
export const exported = (page: Page, title: string | RegExp): Promise<{ name: string; content: Buffer }> =>
  saved(page, async () => {
    await page.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('menuitem', { name: title }).click()
  })

export async function savedPicture(page: Page, card: Locator, title: string): Promise<Buffer> {
  const { content } = await saved(page, async () => {
    await card.getByRole('button', { name: 'Save the chart' }).click()
    await page.getByRole('menuitem', { name: title }).click()
  })
  return content
}

/** The part of the results that a tab shows. */
export async function show(page: Page, tab: string | RegExp): Promise<Locator> {
  await page.getByRole('tab', { name: tab }).click()
  return page.getByRole('tabpanel', { name: tab })
}
