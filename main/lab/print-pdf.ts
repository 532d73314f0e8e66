import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { LabError } from '../system/errors.ts'
import { exec } from '../system/exec.ts'
import { findProgram } from '../system/find-program.ts'

const title = 'Cannot print the report'
const limitMs = 60_000

/** Chromium and its kin, by name on PATH and at the places of their own installers. */
const browsers = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'microsoft-edge',
  'brave-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/**
 * A page as PDF, printed by a browser of this machine: `CNILAB_CHROMIUM`, else the first that is found. It gets an empty profile and
 * does not touch the network.
 * @throws LabError `missing-tool` | `command-failed` | `timed-out`; the signal's reason when aborted
 */
export async function printPdf(html: string, signal: AbortSignal): Promise<Uint8Array> {
  const browser = await findBrowser()
  const folder = await mkdtemp(join(tmpdir(), 'cnilab-print-'))
  try {
    const page = join(folder, 'report.html')
    const pdf = join(folder, 'report.pdf')
    await writeFile(page, html)
    const args = browserArguments({ page, pdf, profile: join(folder, 'profile'), isRoot: process.getuid?.() === 0 })
    const { stderr } = await exec(browser, args, { signal, timeoutMs: limitMs, doing: 'print the report' })
    return await readFile(pdf).catch(() => {
      throw nothingPrinted(browser, stderr)
    })
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

interface Job {
  readonly page: string
  readonly pdf: string
  readonly profile: string
  readonly isRoot: boolean
}

/** Source of the flags: chromium's content_switches.cc, chrome_switches.cc and headless_app_switches.cc. */
export const browserArguments = ({ page, pdf, profile, isRoot }: Job): readonly string[] => [
  '--headless',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--no-default-browser-check',
  // Its sandbox does not start for root.
  ...(isRoot ? ['--no-sandbox'] : []),
  `--user-data-dir=${profile}`,
  '--no-pdf-header-footer',
  `--print-to-pdf=${pdf}`,
  pathToFileURL(page).href,
]

async function findBrowser(): Promise<string> {
  const chosen = process.env.CNILAB_CHROMIUM
  const found = await findProgram(chosen ? [chosen] : browsers)
  if (found) return found
  throw new LabError({
    code: 'missing-tool',
    title,
    message: chosen
      ? `CNILAB_CHROMIUM is ${chosen}, which cannot be started.`
      : 'no Chromium, Chrome or Edge was found.',
    hint: 'Install Chromium (Debian, Ubuntu: sudo apt-get install chromium), or export as HTML and print that.',
  })
}

const nothingPrinted = (browser: string, stderr: string): LabError =>
  new LabError({
    code: 'command-failed',
    title,
    message: `${browser} ended without having printed.`,
    hint: 'Export as HTML, and print that.',
    stderrTail: stderr.trim(),
  })
