import type { Browser } from '@playwright/test'
import { startLab } from '../../test/e2e/page/lab-server.ts'
import { newPage, openUntilUsable } from './browser.ts'
import { programs, withHome } from './lab.ts'
import { budgets, medianOf, spread, under, type Row } from './row.ts'

const times = 5

/** From the start of the service's process until its page is usable, in a browser that runs already and has nothing cached. */
export async function measureStart(browser: Browser): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (const { name, file } of programs) {
    const starts: Start[] = []
    for (let n = 0; n < times; n++) starts.push(await withHome((home) => startOnce(browser, home, file)))
    const total = starts.map(({ serviceMs, pageMs }) => serviceMs + pageMs)
    rows.push(
      { what: `${name}: start of the service to its link`, measured: spread(starts.map((each) => each.serviceMs)) },
      { what: `${name}: navigation to a usable page`, measured: spread(starts.map((each) => each.pageMs)) },
      under(`${name}: start to a usable page`, spread(total), medianOf(total), budgets.usableMs, '1500 ms'),
    )
  }
  return rows
}

interface Start {
  readonly serviceMs: number
  readonly pageMs: number
}

async function startOnce(browser: Browser, home: string, program: string): Promise<Start> {
  const startedAt = performance.now()
  await using lab = await startLab({ home, program })
  const serviceMs = performance.now() - startedAt
  const page = await newPage(browser)
  const pageMs = await openUntilUsable(page, lab.link)
  await page.close()
  return { serviceMs, pageMs }
}
