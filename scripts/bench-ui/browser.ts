import { chromium, type Browser, type Page } from '@playwright/test'
import config from '../../test/e2e/playwright.config.ts'

/** The browser of the tests, with their flags. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch(config.projects?.find(({ name }) => name === 'page')?.use?.launchOptions)

/** A page in a context of its own: nothing is cached, nobody is let in yet. */
export const newPage = (browser: Browser): Promise<Page> => browser.newPage({ viewport: { width: 1440, height: 900 } })

/** Whether a person could begin: there is a title, the main action can be clicked, and the lab is there. */
const isUsable = `
  document.querySelector('main h1')?.checkVisibility() === true &&
  document.querySelector('main .button.primary:not(:disabled)') !== null &&
  document.querySelector('.status-bar')?.textContent.includes('Connected') === true`

/** For the page: when it is usable, and painted. */
export const untilUsable = `new Promise((resolve) => {
  const look = () => {
    if (${isUsable}) requestAnimationFrame(() => resolve(performance.now()))
    else requestAnimationFrame(look)
  }
  look()
})`

/** Opens a lab's link. @returns how long it took from the navigation until the page was usable */
export async function openUntilUsable(page: Page, link: string): Promise<number> {
  await page.addInitScript(`globalThis.usableMs = ${untilUsable}`)
  await page.goto(link, { waitUntil: 'commit' })
  return Number(await page.evaluate('globalThis.usableMs'))
}

export const goTo = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name }).click()

/** Clicks the first element of a selector. @returns how long it took until all of the others were there, and painted */
export async function clickUntil(page: Page, clicked: string, shown: readonly string[]): Promise<number> {
  const ms = await page.evaluate(`new Promise((resolve) => {
    const shown = ${JSON.stringify(shown)}
    const began = performance.now()
    const look = () => {
      if (!shown.every((selector) => document.querySelector(selector) !== null)) requestAnimationFrame(look)
      else requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - began)))
    }
    document.querySelector(${JSON.stringify(clicked)}).click()
    look()
  })`)
  return Number(ms)
}
