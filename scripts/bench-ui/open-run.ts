import type { Browser } from '@playwright/test'
import { seedStore } from '../../test/e2e/page/seed-store.ts'
import { clickUntil, goTo, newPage } from './browser.ts'
import { startBestLab, withHome } from './lab.ts'
import { largeRun, largeRunId } from './large-run.ts'
import { budgets, medianOf, spread, under, type Row } from './row.ts'

const rounds = 11
const times = 7

/** From a click in History until the answers have their place: with nothing derived yet, then as it is from then on. */
export const measureOpenRun = (browser: Browser): Promise<readonly Row[]> =>
  withHome(async (home) => {
    const run = largeRun(rounds)
    seedStore(home, [run])
    const samples = String(run.run.readings.length)
    const first = await openOnce(browser, home)
    const again: Opened[] = []
    for (let n = 0; n < times; n++) again.push(await openOnce(browser, home))
    const fresh = again.map(({ freshMs }) => freshMs)
    return [
      { what: `open a run of ${samples} samples, nothing kept of it`, measured: spread([first.freshMs]) },
      under(
        `open a run of ${samples} samples, after a restart`,
        spread(fresh),
        medianOf(fresh),
        budgets.openRunMs,
        '300 ms',
      ),
      { what: '  and once more in the same page', measured: spread(again.map(({ warmMs }) => warmMs)) },
    ]
  })

interface Opened {
  readonly freshMs: number
  readonly warmMs: number
}

/** In a service and a page that are new, once the page has come to rest. */
async function openOnce(browser: Browser, home: string): Promise<Opened> {
  await using lab = await startBestLab(home)
  const page = await newPage(browser)
  await page.goto(lab.link)
  const open = async (): Promise<number> => {
    await goTo(page, 'History')
    const link = `main a[href$="/runs/${largeRunId}"]`
    await page.locator(link).waitFor()
    // As a person finds it: views are loaded ahead in the first moments of a page.
    await page.waitForLoadState('networkidle')
    return clickUntil(page, link, ['#answers'])
  }
  const freshMs = await open()
  const warmMs = await open()
  await page.close()
  return { freshMs, warmMs }
}
