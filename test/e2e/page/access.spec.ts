import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { start, untilSamples } from './pages/experiment.ts'
import { goTo, heading, openAddress } from './pages/frame.ts'
import { open, themes, viewsOf, type Theme } from './pages/views.ts'
import { runOf } from './seed-store.ts'

const [a, b] = [runOf('20261123-191305-aaaa'), runOf('20261123-201305-bbbb', { rounds: 3 }, 60)]
const views = viewsOf(a.run.id, b.run.id)

test.use({ labEnv: { DOCKER_HOST: 'unix:///nonexistent' } })

for (const theme of themes) {
  test.describe(`in the ${theme} theme`, () => {
    test.use({ colorScheme: theme })

    test.describe('with runs', () => {
      test.use({ store: { runs: [a, b] } })
      test.beforeEach(({ page }) => isShown(page, theme))

      test('no view has anything that shuts people out', async ({ page }) => {
        for (const view of views) {
          await open(page, view)
          expect.soft(await barriers(page), view.name).toEqual([])
        }
      })

      test('an open menu and an open dialog have nothing that shuts people out', async ({ page }) => {
        await openAddress(page, `/runs/${a.run.id}`)
        await page.getByRole('button', { name: 'Export' }).click()
        await expect(page.getByRole('menuitem', { name: /^PDF/ })).toBeVisible()
        expect(await barriers(page)).toEqual([])
        await page.keyboard.press('Escape')
        await page.getByRole('button', { name: 'Delete this run' }).click()
        await expect(page.getByRole('alertdialog')).toBeVisible()
        expect(await barriers(page)).toEqual([])
      })

      test('the focus is seen wherever it goes, and goes in the order of reading', async ({ page }) => {
        for (const view of views) {
          await open(page, view)
          const stops = await focusStops(page)
          expect(stops.length, view.name).toBeGreaterThan(0)
          expect(stops.filter(({ isSeen }) => !isSeen).map(({ name }) => `${view.name}: ${name}`)).toEqual([])
          expect(stops.filter(({ isForward }) => !isForward).map(({ name }) => `${view.name}: ${name}`)).toEqual([])
        }
      })
    })

    test('a lab without runs, and a run under way, have nothing that shuts people out', async ({ page }) => {
      await isShown(page, theme)
      await expect(page.getByText('No run yet')).toBeVisible()
      expect(await barriers(page)).toEqual([])
      await start(page, { rounds: 2 })
      await untilSamples(page, 2)
      expect(await barriers(page)).toEqual([])
    })
  })
}

test('the content is reached without going through the navigation', async ({ page }) => {
  await expect(heading(page)).toBeVisible()
  await page.keyboard.press('Tab')
  const skip = page.getByRole('link', { name: 'Skip to the content' })
  await expect(skip).toBeFocused()
  await expect(skip).toBeInViewport()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByRole('main').locator(':focus')).toHaveCount(1)
})

test('a navigation puts the focus on the heading of the view', async ({ page }) => {
  for (const name of ['History', 'Settings', 'Home']) {
    await goTo(page, name)
    await expect(heading(page)).toBeFocused()
  }
})

/** Once the page has the theme of the system. */
const isShown = (page: Page, theme: Theme): Promise<void> =>
  expect.poll(() => page.evaluate<string>(brightness)).toBe(theme)

const brightness = `(() => {
  const [red, green, blue] = getComputedStyle(document.body).backgroundColor.match(/[\\d.]+/g).map(Number)
  return red + green + blue > 384 ? 'light' : 'dark'
})()`

/** What axe finds serious, as lines that name the rule and the elements. */
async function barriers(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

interface Stop {
  readonly name: string
  readonly isSeen: boolean
  /** Whether it comes after the stop before it in the document. */
  readonly isForward: boolean
}

/** Where Tab leads, from the heading on until it leaves the page. */
async function focusStops(page: Page): Promise<readonly Stop[]> {
  await page.evaluate(`globalThis.stopBefore = undefined; document.querySelector('h1').focus()`)
  const stops: Stop[] = []
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate<Stop | null>(describeFocus)
    if (!stop) break
    stops.push(stop)
  }
  return stops
}

/** The look of the focus is what differs from the same element without it. */
const describeFocus = `(() => {
  const element = document.activeElement
  if (!element || element === document.body || !element.closest('main')) return null
  const before = globalThis.stopBefore
  globalThis.stopBefore = element
  const shown = [element, element.closest('label'), element.parentElement, element.closest('.choice')].filter(Boolean)
  const looks = () => shown.map((each) => {
    const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(each)
    return [outlineStyle === 'none' ? '0px' : outlineWidth, boxShadow, borderColor].join()
  }).join(';')
  const focused = looks()
  element.blur()
  const isSeen = looks() !== focused
  element.focus({ focusVisible: true, preventScroll: true })
  const isForward = !before || before === element || Boolean(before.compareDocumentPosition(element) & 4)
  return { name: element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 40), isSeen, isForward }
})()`
