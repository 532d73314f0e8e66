import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { computed, shallowRef } from 'vue'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createLabService } from '../../../main/api/lab-service.ts'
import type { LabDescription, ServerMessage } from '../../../main/api/contract.ts'
import { runtimes } from '../../../main/clusters/index.ts'
import { cnis } from '../../../main/cnis/index.ts'
import { openRunView } from '../../../main/lab/run-view.ts'
import { probes } from '../../../main/probes/index.ts'
import { formats } from '../../../main/reports/formats.ts'
import { openStore } from '../../../main/store/open-store.ts'
import { databaseFile, defaultPaths } from '../../../main/system/paths.ts'
import BlockList from '../../../renderer/components/blocks/BlockList.vue'
import { cnilab } from '../cli/cnilab.ts'
import { curve, distribution, observations, scalars, series, verdicts } from './probes.ts'
import { renderPage } from './render-page.ts'
import { paper, recipeCard, shelf } from './shelf.ts'

/** It asks the browser, which is not here. */
vi.mock('../../../renderer/composables/use-theme.ts', () => ({
  useTheme: () => ({ choice: shallowRef('system' as const), theme: computed(() => 'light' as const) }),
}))

const added = new DisposableStack()

/** One line each, and nothing else: what the product then shows of them is below. */
beforeAll(async () => {
  added.use(probes.add(scalars))
  added.use(probes.add(distribution))
  added.use(probes.add(series))
  added.use(probes.add(curve))
  added.use(probes.add(verdicts))
  added.use(probes.add(observations))
  added.use(runtimes.add(shelf))
  added.use(cnis.add(paper))
  added.use(formats.add(recipeCard))
  const home = mkdtempSync(join(tmpdir(), 'cnilab-open-house-'))
  added.defer(() => {
    rmSync(home, { recursive: true })
  })
  vi.stubEnv('CNILAB_HOME', home)
  const ids = [scalars, distribution, series, curve, verdicts, observations].map(({ id }) => id).join(',')
  const { exitCode, stderr } = await cnilab('run', '--runtime', 'shelf', '--probes', ids, '--rounds', '6')
  expect(exitCode, stderr).toBe(0)
})

afterAll(() => {
  added[Symbol.dispose]()
  vi.unstubAllEnvs()
})

/** What each probe is known by in a report for people. */
const shown = [
  'Weight of shelves',
  'Creaking of shelves',
  'Swaying of shelves',
  'Bending of shelves',
  'weighed 6 times',
  'the bubble is in the middle',
  'made of beech',
]
const report = async (format: string): Promise<string> => (await cnilab('report', 'latest', '--format', format)).stdout

describe('a probe of each outcome, a runtime with its check, a CNI and a format that are added by a line each', () => {
  it.each(['text', 'markdown', 'html'])('are in the report as %s', async (format) => {
    const text = await report(format)
    for (const words of [...shown, 'paper/plane']) expect(text).toContain(words)
  })

  it('have the sweep’s points and the overview’s cells in the report', async () => {
    const html = await report('html')
    for (const words of [
      'level shelves',
      'folded paper',
      '#123456',
      'bend of a shelf over load',
      'sway of a shelf over time',
    ])
      expect(html).toContain(words)
    expect(await report('markdown')).toMatch(/100 books/)
  })

  it.each(['text', 'markdown', 'html', 'brief'])(
    'have their rows on the scorecard of the report as %s',
    async (format) => {
      const text = await report(format)
      for (const words of ['Lightness of shelves', 'Straight shelves', 'wholly straight']) expect(text).toContain(words)
    },
  )

  it('are in the CSV, a line for each metric, verdict and observation', async () => {
    const lines = (await report('csv')).split('\r\n')
    const having = (...words: readonly string[]) => lines.filter((line) => words.every((word) => line.includes(word)))
    expect(having('shelf-weight', 'weight')).toHaveLength(6)
    expect(having('shelf-bend', 'bend')).toHaveLength(18)
    expect(having('shelf-level', 'level', 'pass')).toHaveLength(1)
    expect(having('shelf-wood', 'kind of wood', 'beech')).toHaveLength(1)
  })

  it('are in the JSON, which another lab can read back', async () => {
    const { run } = JSON.parse(await report('json')) as { readonly run: { readonly readings: readonly unknown[] } }
    expect(run.readings).toHaveLength(6 + 6 + 6 + 18 + 1 + 1)
  })

  it('give a run file in the format that was added', async () => {
    expect(await report('recipe-card')).toMatch(/^Recipe for paper\/plane/)
  })

  it('are described to the page', async () => {
    const { runtimes: places, cnis: makers, variants, probes: all, exports } = await describeLab()
    expect(places).toContainEqual(expect.objectContaining({ id: 'shelf', title: 'Shelves' }))
    expect(makers).toContainEqual(expect.objectContaining({ id: 'paper', colour: '#123456' }))
    expect(variants).toContainEqual(expect.objectContaining({ id: 'paper/plane', runtime: 'shelf' }))
    expect(all.map(({ id }) => id)).toEqual(expect.arrayContaining(['shelf-bend', 'shelf-level']))
    expect(exports.map(({ format }) => format)).toContain('recipe-card')
  })

  it('are examined by the doctor', async () => {
    expect((await cnilab('doctor')).stdout).toContain('the shelves are dusted')
  })

  it('are shown by the page, which knows none of them', async () => {
    using store = openStore(databaseFile(defaultPaths()))
    const view = openRunView(store, store.resolve('latest'))
    const blocks = view.sections.flatMap((section) => section.blocks)
    const page = await renderPage(BlockList, { blocks })
    const scorecard = await renderPage(BlockList, { blocks: view.scorecard })
    for (const words of ['Lightness of shelves', 'wholly straight']) expect(scorecard).toContain(words)
    for (const words of ['weighed 6 times', 'the bubble is in the middle', 'made of beech'])
      expect(page).toContain(words)
  })
})

async function describeLab(): Promise<LabDescription> {
  const service = createLabService({ paths: defaultPaths(), environment: process.env })
  try {
    const { promise, resolve } = Promise.withResolvers<ServerMessage>()
    service.connect(resolve).receive({ id: 1, call: 'lab:describe' })
    const message = await promise
    if (!('result' in message) || !message.result.ok) throw new Error('the lab does not describe itself')
    return message.result.value as LabDescription
  } finally {
    await service.shutdown({ clusters: 'delete' })
  }
}

it('is written without a word of them elsewhere', () => {
  expect(readFileSync(new URL('../../../main/probes/index.ts', import.meta.url), 'utf8')).not.toContain('shelf')
})
