import { defineConfig } from '@playwright/test'

/** Root must not use Chromium's sandbox; the other flags keep a browser under test off the network. */
const chromiumFlags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const browser = {
  launchOptions: { executablePath: process.env.CNILAB_CHROMIUM ?? '/usr/bin/chromium', args: chromiumFlags },
  viewport: { width: 1440, height: 900 },
}

/**
 * `page`: the page in a browser against the real service; `kind`: the same with a real cluster, where a container engine is;
 * `shell`: the desktop window in a real Electron.
 */
export default defineConfig({
  globalSetup: './page/built-page.ts',
  outputDir: '../../test-results/traces',
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  // Real runs on a machine that does other things as well: what passes only the second time is told as flaky.
  retries: process.env.CI ? 1 : 0,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [
    ['list'],
    ['json', { outputFile: process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ?? '../../test-results/e2e.json' }],
  ],
  use: { trace: 'retain-on-failure', screenshot: 'only-on-failure' },
  projects: [
    { name: 'page', testDir: 'page', use: browser },
    { name: 'kind', testDir: 'kind', timeout: 900_000, use: browser },
    { name: 'shell', testDir: 'shell' },
  ],
})
