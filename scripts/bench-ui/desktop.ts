import { startDesktop } from '../../test/e2e/shell/desktop.ts'
import { startBestLab, withHome } from './lab.ts'
import { budgets, medianOf, spread, under, type Row } from './row.ts'

const times = 5
const limitMs = 20_000

/** From the start of the desktop program until its window is usable; the lab that it is attached to runs already. */
export async function measureDesktop(): Promise<readonly Row[]> {
  const what = 'desktop: start to a usable window, attached'
  if (process.env.ELECTRON_TEST_DIST === undefined || process.env.DISPLAY === undefined)
    return [{ what, measured: 'not measured: it needs ELECTRON_TEST_DIST and a display' }]
  const starts: number[] = []
  for (let n = 0; n < times; n++) starts.push(await withHome(startOnce))
  return [under(what, spread(starts), medianOf(starts), budgets.usableMs, '1500 ms')]
}

async function startOnce(home: string): Promise<number> {
  await using lab = await startBestLab(home)
  const began = performance.now()
  await using desktop = await startDesktop({ attach: lab.link })
  const { page } = desktop
  // Not by frames, which a display that nobody looks at may never draw.
  await page.locator('main h1').waitFor({ timeout: limitMs })
  await page.locator('main .button.primary:not(:disabled)').first().waitFor({ timeout: limitMs })
  await page.getByRole('contentinfo').getByText('Connected', { exact: true }).waitFor({ timeout: limitMs })
  return performance.now() - began
}
