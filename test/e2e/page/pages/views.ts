import { expect, type Locator, type Page } from '@playwright/test'
import { heading, openAddress } from './frame.ts'
import { findings } from './results.ts'

/** A view of the page at its address, and what is there once it is ready. */
export interface View {
  readonly name: string
  readonly hash: string
  readonly ready: (page: Page) => Locator
}

/** Every view that needs no run under way; `a` and `b` are runs in the store. */
export const viewsOf = (a: string, b: string): readonly View[] => [
  { name: 'home', hash: '/', ready: (page) => page.getByRole('heading', { name: 'flannel/vxlan', level: 3 }) },
  {
    name: 'new-experiment',
    hash: '/new',
    ready: (page) => page.getByText('This machine can do it.'),
  },
  {
    name: 'results',
    hash: `/runs/${a}`,
    ready: (page) => findings(page).getByRole('heading', { name: 'Measurements' }),
  },
  { name: 'samples', hash: `/runs/${a}?show=samples`, ready: (page) => page.getByRole('grid', { name: 'Samples' }) },
  {
    name: 'background',
    hash: `/runs/${a}?show=background`,
    ready: (page) => page.getByRole('region', { name: 'Environment' }),
  },
  { name: 'compare', hash: `/compare?a=${a}&b=${b}`, ready: (page) => page.getByRole('table').first() },
  { name: 'history', hash: '/history', ready: (page) => page.getByRole('table', { name: 'Runs' }) },
  { name: 'clusters', hash: '/clusters', ready: (page) => page.getByRole('alert') },
  { name: 'doctor', hash: '/doctor', ready: (page) => page.getByText('Examined', { exact: true }) },
  { name: 'settings', hash: '/settings', ready: (page) => page.getByText('CNI Lab 0', { exact: false }) },
  { name: 'not-found', hash: '/nowhere', ready: (page) => page.getByText('There is nothing here') },
]

/** The tabs of a run that has evidence. */
export const evidenceViewsOf = (run: string): readonly View[] =>
  [
    { name: 'policy', region: 'Cases of the suite, each checked on every variant' },
    { name: 'packet-path', region: 'Packet paths side by side' },
    { name: 'observed', region: 'Configured and observed' },
    { name: 'claims', region: 'Claims' },
  ].map(({ name, region }) => ({
    name,
    hash: `/runs/${run}?show=${name}`,
    ready: (page) => page.getByRole('region', { name: region, exact: true }).first(),
  }))

export async function open(page: Page, { hash, ready }: View): Promise<void> {
  await openAddress(page, hash)
  await expect(heading(page)).toBeVisible()
  await expect(ready(page)).toBeVisible()
}

export const themes = ['light', 'dark'] as const
export type Theme = (typeof themes)[number]
