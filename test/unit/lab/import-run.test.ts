import { gzipSync } from 'node:zlib'
import { describe, expect, it, vi } from 'vitest'
import { exportRun } from '../../../main/lab/export-run.ts'
import { importRun } from '../../../main/lab/import-run.ts'
import { reportInput } from '../../../main/lab/report-input.ts'
import { runLogOf } from '../../../main/lab/run-log.ts'
import { formats } from '../../../main/reports/formats.ts'
import { renderJson } from '../../../main/reports/json.ts'
import { openStore } from '../../../main/store/open-store.ts'
import type { Store } from '../../../main/store/store.ts'
import { LabError } from '../../../main/system/errors.ts'
import { aProbe } from '../builders/probes.ts'
import { generatedRun } from '../builders/generated-run.ts'
import { runStarted, sampleTaken, stepFinished } from '../builders/run-events.ts'
import { aLab, aStore } from './run-lab.ts'

/** Waiting takes no time here. */
vi.mock('node:timers/promises', () => ({ setTimeout: (_ms: number, value: unknown) => Promise.resolve(value) }))

const id = '20261123-191305-k3f9'
const json = (size?: Parameters<typeof generatedRun>[0]) => renderJson(generatedRun(size))
const exported = async (store: Store, runId: string, format: 'lab' | 'csv' = 'lab') => {
  const options = { printPdf: () => Promise.reject(new Error('not asked')), signal: new AbortController().signal }
  return (await exportRun(store, runId, { format }, options)).content
}
const looking = aProbe('datapath', async ({ record }) => {
  await record('links', ['ip', 'link'], () => Promise.resolve({ stdout: '1: lo', stderr: '', exitCode: 0 }))
  return { links: 1 }
})
const refusal = (store: Store, text: string) => {
  try {
    importRun(store, text)
  } catch (error) {
    if (error instanceof LabError) return error.details
    throw error
  }
  throw new Error('it was taken in')
}

/** A run that was recorded here, with lines of its programs, whose process is gone. */
function anInterruptedRun(store: Store): string {
  const runId = store.createRun(runStarted())
  store.append(runId, { type: 'log', variant: 'flannel/vxlan', line: 'Pulling images' })
  store.append(runId, stepFinished())
  const raw = store.appendRaw(runId, { stdout: '{"µ": 1}', stderr: 'late' })
  store.append(runId, sampleTaken(raw))
  store.append(runId, { type: 'log', variant: null, line: 'the last words' })
  return runId
}

describe('importing a run', () => {
  it('takes it in under its own id, with its raw outputs', () => {
    const store = aStore()
    expect(importRun(store, json({ failing: true }))).toEqual({ runId: id, isNew: true })
    expect(store.run(id)).toEqual(generatedRun({ failing: true }).run)
    expect(store.readRaw(id, 3)).toEqual({ stdout: '{"raw": 3}', stderr: 'µ <&>' })
    expect(store.runs()).toMatchObject([{ id, state: 'complete', samples: generatedRun().run.readings.length + 1 }])
  })

  it.each(formats.ids)('gives the same %s report in the other lab', async (format) => {
    const [here, there] = [aStore(), aStore()]
    importRun(here, json({ failing: true }))
    importRun(there, renderJson(reportInput(here, here.run(id))))
    const report = (store: Store) => formats.get(format).render(reportInput(store, store.run(id)))
    expect(await report(there)).toBe(await report(here))
  })

  it('brings a run that did not end as interrupted, with its log', async () => {
    const here = openStore(':memory:', { isAlive: () => false })
    const there = aStore()
    const runId = anInterruptedRun(here)
    importRun(there, await exported(here, runId))
    expect(there.run(runId)).toEqual(here.run(runId))
    expect(
      runLogOf(there, runId)
        .map(({ text }) => text)
        .sort(),
    ).toEqual(
      runLogOf(here, runId)
        .map(({ text }) => text)
        .sort(),
    )
    expect(await exported(there, runId)).toBe(await exported(here, runId))
  })

  it('brings a run that still went on as interrupted', async () => {
    const here = openStore(':memory:', { isAlive: () => true })
    const there = aStore()
    const runId = anInterruptedRun(here)
    expect(here.run(runId).state).toBe('running')
    const text = await exported(here, runId)
    expect(importRun(there, text).isNew).toBe(true)
    expect(there.run(runId).state).toBe('interrupted')
    expect(importRun(there, text).isNew).toBe(false)
  })

  it('brings what probes done once printed, and what they recorded', async () => {
    const [here, there] = [aStore(), aStore()]
    const { id: runId } = await aLab({ store: here, variants: ['kindnet'], probes: [], once: [looking] }).run()
    importRun(there, await exported(here, runId))
    const [output] = there.run(runId).readings.flatMap(({ outputs }) => outputs)
    expect(there.readRaw(runId, output?.raw ?? 0).stdout).toBe('1: lo')
    expect(there.run(runId).readings).toEqual(here.run(runId).readings)
    expect(await exported(there, runId)).toBe(await exported(here, runId))
  })

  it('says when the same run is there already, and leaves it alone', () => {
    const store = aStore()
    importRun(store, json())
    expect(importRun(store, json())).toEqual({ runId: id, isNew: false })
    expect(store.runs()).toHaveLength(1)
  })

  it('refuses another run of the same id, whether its record or only an output differs', () => {
    const store = aStore()
    importRun(store, json())
    expect(refusal(store, json({ rounds: 5 }))).toMatchObject({ code: 'bad-usage' })
    const changed = json().replace(/"stdout":"[^"]*"/, `"stdout":"${gzipSync('other').toString('base64')}"`)
    expect(refusal(store, changed)).toMatchObject({ code: 'bad-usage' })
    expect(store.readRaw(id, 1).stdout).toBe('{"raw": 1}')
  })

  it.each([
    ['no JSON', 'PK\u0003\u0004', /not a report/],
    ['another kind of file', '{"schema": "other/1"}', /not a report/],
    ['a newer kind', json().replace('cnilab.run/3', 'cnilab.run/9'), /cnilab\.run\/9/],
    ['an id that leads elsewhere', json().replace(id, '../../x'), /id/],
    ['two samples of one output', json().replace('"raw":2,', '"raw":1,'), /contradicts itself/],
    ['a time between milliseconds', json().replace(/"startedAtMs":\d+/, '$&.5'), /contradicts itself|time/],
    ['a sample without its output', json().replace(/\{"raw":3,"stdout[^}]*\},/, ''), /output 3 is missing/],
  ])('refuses %s, and takes in nothing', (_, text, message) => {
    const store = aStore()
    expect(refusal(store, text)).toMatchObject({ code: 'unparsable-output', message: matching(message) })
    expect(store.runs()).toEqual([])
  })

  it('refuses outputs that would fill the memory', () => {
    const bomb = gzipSync(Buffer.alloc(65 * 1024 * 1024), { level: 1 }).toString('base64')
    const text = json().replace(/"stdout":"[^"]*"/, `"stdout":"${bomb}"`)
    expect(refusal(aStore(), text).message).toMatch(/damaged/)
  })
})

const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern)
