import { cpus, loadavg } from 'node:os'
import { launchBrowser } from './bench-ui/browser.ts'
import { measureDesktop } from './bench-ui/desktop.ts'
import { measureListRuns } from './bench-ui/list-runs.ts'
import { measureLogStream } from './bench-ui/log-stream.ts'
import { measureMemory } from './bench-ui/memory.ts'
import { measureOpenRun } from './bench-ui/open-run.ts'
import { printTable, type Row } from './bench-ui/row.ts'
import { measureStart } from './bench-ui/start.ts'

// Prints what the page and its service cost, beside their budgets; exits with 1 where one is exceeded. docs/budgets.md has the how.
//   node scripts/bench-ui.ts [start|desktop|memory|logs|open|list ...]

const browser = await launchBrowser()
const measurements: Readonly<Record<string, () => Promise<readonly Row[]>>> = {
  start: () => measureStart(browser),
  desktop: measureDesktop,
  memory: measureMemory,
  logs: () => measureLogStream(browser),
  open: () => measureOpenRun(browser),
  list: () => measureListRuns(browser),
}
const asked = process.argv.slice(2)
const load = loadavg()[0]?.toFixed(1) ?? ''
console.log(
  `${String(cpus().length)} processors, load ${load}, Chromium ${browser.version()}, Node ${process.version}\n`,
)
try {
  const rows: Row[] = []
  for (const [name, measure] of Object.entries(measurements))
    if (asked.length === 0 || asked.includes(name)) rows.push(...(await measure()))
  printTable(rows)
  process.exitCode = rows.length === 0 || rows.some(({ isMet }) => isMet === false) ? 1 : 0
} finally {
  await browser.close()
}
