import { test as base } from '@playwright/test'
import { startLab, type LabServer } from '../page/lab-server.ts'
import { startDesktop, type Desktop } from './desktop.ts'

interface Shared {
  readonly lab: LabServer
  readonly desktop: Desktop
}

/** One lab and one window for all tests of a file: they ask different things of them. */
export const test = base.extend<object, Shared>({
  lab: [
    async ({}, use) => {
      await using lab = await startLab()
      await use(lab)
    },
    { scope: 'worker' },
  ],
  desktop: [
    async ({ lab }, use) => {
      await using desktop = await startDesktop({ attach: lab.link })
      await use(desktop)
    },
    // Always: a lab gives its next link only after its first one was used.
    { scope: 'worker', auto: true },
  ],
})

export { expect } from '@playwright/test'
