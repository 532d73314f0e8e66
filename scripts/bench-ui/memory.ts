import { readFile } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'
import type { Browser, Page } from '@playwright/test'
import { seedStore } from '../../test/e2e/page/seed-store.ts'
import { launchBrowser, newPage, openUntilUsable, goTo } from './browser.ts'
import { startBestLab, withHome } from './lab.ts'
import { largeRun, largeRunId } from './large-run.ts'
import { budgets, megabytes, under, type Row } from './row.ts'

const rounds = 6
/** After this, what a start leaves behind is done. */
const restMs = 3_000

/** The service and the page: at rest, and with a large run open. */
export async function measureMemory(): Promise<readonly Row[]> {
  if (process.platform !== 'linux') return [{ what: 'memory', measured: 'not measured: it needs Linux' }]
  // A browser of its own, so that the page's process is the only one of its kind.
  const browser = await launchBrowser()
  try {
    return await withHome((home) => measureIn(browser, home))
  } finally {
    await browser.close()
  }
}

async function measureIn(browser: Browser, home: string): Promise<readonly Row[]> {
  seedStore(home, [largeRun(rounds)])
  await using lab = await startBestLab(home)
  const page = await newPage(browser)
  await openUntilUsable(page, lab.link)
  await delay(restMs)
  const idle = await processMemory(lab.pid)
  const rows = [
    under('service at rest', shown(idle), idle.rss, budgets.idleServiceBytes, '150 MB'),
    { what: 'page at rest', measured: await pageMemory(browser, page) },
  ]
  await goTo(page, 'History')
  await page.locator(`main a[href$="/runs/${largeRunId}"]`).click()
  await page.getByRole('img').first().scrollIntoViewIfNeeded()
  await page.locator('[role=img] :is(svg, canvas)').first().waitFor()
  await delay(restMs)
  return [
    ...rows,
    { what: 'service, 10 variants × 12 cases opened', measured: shown(await processMemory(lab.pid)) },
    { what: 'page, 10 variants × 12 cases open', measured: await pageMemory(browser, page) },
  ]
}

interface Memory {
  readonly rss: number
  /** What is shared counts in part. */
  readonly pss: number
}

async function processMemory(pid: number): Promise<Memory> {
  const text = await readFile(`/proc/${String(pid)}/smaps_rollup`, 'utf8')
  const bytes = (name: string) => Number(new RegExp(`^${name}: *(\\d+) kB`, 'm').exec(text)?.[1]) * 1024
  return { rss: bytes('Rss'), pss: bytes('Pss') }
}

const shown = ({ rss, pss }: Memory): string => `${megabytes(rss)} RSS, ${megabytes(pss)} PSS`

/** The heap after its garbage is collected, and the process that has it. */
async function pageMemory(browser: Browser, page: Page): Promise<string> {
  const session = await page.context().newCDPSession(page)
  await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.detach()
  const whole = await browser.newBrowserCDPSession()
  const { processInfo } = await whole.send('SystemInfo.getProcessInfo')
  await whole.detach()
  const renderers = processInfo.filter(({ type }) => type === 'renderer')
  const memories = await Promise.all(renderers.map(({ id }) => processMemory(id)))
  const largest = memories.toSorted((a, b) => b.rss - a.rss)[0]
  return `${megabytes(usedSize)} heap${largest ? `, ${shown(largest)}` : ''}`
}
