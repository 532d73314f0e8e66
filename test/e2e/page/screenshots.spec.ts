import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { start, untilSamples } from './pages/experiment.ts'
import { openAddress } from './pages/frame.ts'
import { evidenceViewsOf, open, themes, viewsOf } from './pages/views.ts'
import { inspectedRunOf } from './seed-evidence.ts'
import { runOf } from './seed-store.ts'

const folder = join(import.meta.dirname, '../../../test-results/screenshots')
const sizes = [
  { width: 1024, height: 700 },
  { width: 2560, height: 1440 },
] as const
const runs = [
  runOf('20261123-191305-aaaa', { failing: true }),
  runOf('20261123-201305-bbbb', { rounds: 3 }, 60),
  runOf('20261123-211305-cccc', { variants: ['kindnet', 'flannel/vxlan'] }, 120),
  inspectedRunOf('20261123-221305-dddd', 180),
]
const views = [...viewsOf('20261123-191305-aaaa', '20261123-201305-bbbb'), ...evidenceViewsOf('20261123-221305-dddd')]

test.use({ store: { runs }, labEnv: { DOCKER_HOST: 'unix:///nonexistent' } })
test.beforeAll(() => {
  mkdirSync(folder, { recursive: true })
})

for (const theme of themes)
  for (const viewport of sizes) {
    const size = `${String(viewport.width)}x${String(viewport.height)}`
    test.describe(`${size}, ${theme}`, () => {
      test.use({ viewport, colorScheme: theme })

      test('views fit into the window, and nothing in them jumps', async ({ page }) => {
        await page.addInitScript(watchShifts)
        for (const view of views) {
          await openAddress(page, view.hash)
          await page.reload()
          await open(page, view)
          await picture(page, `${view.name}-${size}-${theme}`)
          expect.soft(await page.evaluate<number>(overflow), `${view.name} is scrolled sideways`).toBe(0)
          expect.soft(await page.evaluate<number>('globalThis.shifted'), `${view.name} jumps`).toBeLessThan(0.02)
        }
      })

      test('a run under way fits into the window', async ({ page }) => {
        await start(page, { rounds: 2 })
        await untilSamples(page, 9)
        await picture(page, `run-${size}-${theme}`)
        expect(await page.evaluate<number>(overflow)).toBe(0)
      })
    })
  }

const overflow = `Math.max(...[document.documentElement, document.querySelector('main')]
  .map((each) => each.scrollWidth - each.clientWidth))`

/** Adds up what moves by itself. https://web.dev/articles/cls */
const watchShifts = `
  globalThis.shifted = 0
  new PerformanceObserver((list) => {
    for (const { value, hadRecentInput } of list.getEntries()) if (!hadRecentInput) globalThis.shifted += value
  }).observe({ type: 'layout-shift', buffered: true })`

/** Once animations have ended, so that the same view gives the same picture. */
const picture = (page: Page, name: string): Promise<unknown> =>
  page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled' })
