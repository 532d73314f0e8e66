import type { Browser } from '@playwright/test'
import { seedStore } from '../../test/e2e/page/seed-store.ts'
import { clickUntil, newPage, openUntilUsable } from './browser.ts'
import { startBestLab, withHome } from './lab.ts'
import { smallRuns } from './large-run.ts'
import { budgets, milliseconds, spread, under, type Row } from './row.ts'
import { connectSocket } from './socket.ts'

const count = 100
const times = 20

/** The round trip of the list, the first of a service as well as later ones; then the page that shows it. */
export const measureListRuns = (browser: Browser): Promise<readonly Row[]> =>
  withHome(async (home) => {
    seedStore(home, smallRuns(count))
    await using lab = await startBestLab(home)
    await using socket = await connectSocket(lab.link)
    const trips: number[] = []
    for (let n = 0; n < times; n++) trips.push(await socket.timeOf('run:list'))
    const page = await newPage(browser)
    await openUntilUsable(page, await lab.nextLink())
    const shownMs = await clickUntil(page, 'nav a[aria-label="History"]', ['main table td a'])
    await page.close()
    return [
      under('round trip of 100 runs', spread(trips), Math.max(...trips), budgets.listRunsMs, '100 ms, all'),
      { what: 'History of 100 runs painted', measured: milliseconds(shownMs) },
    ]
  })
