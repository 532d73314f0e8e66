import { rmSync } from 'node:fs'
import { test as base } from '@playwright/test'
import type { GeneratedRun } from '../../unit/builders/generated-run.ts'
import { newHome, startLab, type LabServer } from './lab-server.ts'
import { seedStore } from './seed-store.ts'

interface Fixtures {
  /** What is in the store when the lab starts. Not a bare list: Playwright may take that for a value with its options. */
  readonly store: { readonly runs: readonly GeneratedRun[] }
  /** Environment of the lab, e.g. to hide the container engine. */
  readonly labEnv: Readonly<Record<string, string>>
  /** What the lab runs under, e.g. to hide a program from it. */
  readonly labUnder: readonly string[]
  /** A real service, one for each test. */
  readonly lab: LabServer
}

/** The page, let in and shown, in Debian's Chromium. */
export const test = base.extend<Fixtures>({
  store: [{ runs: [] }, { option: true }],
  labEnv: [{}, { option: true }],
  labUnder: [[], { option: true }],
  lab: async ({ store, labEnv, labUnder }, use) => {
    const home = newHome()
    seedStore(home, store.runs)
    try {
      await using lab = await startLab({ home, env: labEnv, under: labUnder })
      await use(lab)
    } finally {
      rmSync(home, { recursive: true, force: true })
    }
  },
  page: async ({ page, lab }, use) => {
    await page.goto(lab.link)
    await use(page)
  },
})

export { expect } from '@playwright/test'
