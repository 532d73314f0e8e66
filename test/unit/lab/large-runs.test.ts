import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { importRun } from '../../../main/lab/import-run.ts'
import { importAnyRun, keepViewOf, renderAnyReport, zippedViewOf } from '../../../main/lab/large-runs.ts'
import { renderReport } from '../../../main/lab/report-input.ts'
import { keptRunView, unzippedView } from '../../../main/lab/run-view.ts'
import { inThread } from '../../../main/lab/worker/in-thread.ts'
import { renderJson } from '../../../main/reports/json.ts'
import { openStore } from '../../../main/store/open-store.ts'
import type { Store } from '../../../main/store/store.ts'
import { Cancelled } from '../../../main/system/errors.ts'
import { generatedRun } from '../builders/generated-run.ts'
import { detailsOf } from '../error-details.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const large = generatedRun({ rounds: 20, requests: 1_000 })
const text = renderJson(large)
const { id } = large.run
const never = new AbortController().signal

function aStoredLab(): Store {
  const store = openStore(join(temporaryFolder(), 'lab.sqlite'))
  onTestFinished(() => {
    store[Symbol.dispose]()
  })
  return store
}

describe('a large run', { timeout: 30_000 }, () => {
  it('is imported by a thread as it is without one', async () => {
    const store = aStoredLab()
    expect(await importAnyRun(store, text, never)).toEqual({ runId: id, isNew: true })
    expect(store.run(id)).toEqual(large.run)
    expect(await importAnyRun(store, text, never)).toEqual({ runId: id, isNew: false })
  })

  it('has the same view, whoever derives it, which is kept', async () => {
    const store = aStoredLab()
    importRun(store, text)
    const view = unzippedView(await zippedViewOf(store, id, never))
    expect(view.findings.comparisons.length).toBeGreaterThan(0)
    const kept = keptRunView(store, id)
    expect(kept && unzippedView(kept)).toEqual(view)
  })

  it('has a view as soon as it has ended', async () => {
    const store = aStoredLab()
    importRun(store, text)
    await keepViewOf(store, store.run(id))
    expect(keptRunView(store, id)).toBeDefined()
  })

  it('is the same report, whoever writes it', async () => {
    const store = aStoredLab()
    importRun(store, text)
    expect(await renderAnyReport(store, id, { format: 'json' }, never)).toBe(await renderReport(store, id, 'json'))
    expect((await detailsOf(() => renderAnyReport(store, id, { format: 'stone' }, never))).code).toBe('unknown-name')
  })

  it('is refused for the same reason', async () => {
    const store = aStoredLab()
    const changed = text.replace('"raw":2,', '"raw":1,')
    const details = await detailsOf(() => importAnyRun(store, changed, never))
    expect(details).toMatchObject({ code: 'unparsable-output', message: 'the run’s record contradicts itself.' })
    expect(store.runs()).toEqual([])
  })

  it('is taken in whole or not at all when it is cancelled, and the store is free', async () => {
    const store = aStoredLab()
    const cancelling = new AbortController()
    const importing = importAnyRun(store, text, cancelling.signal)
    cancelling.abort(new Cancelled())
    await expect(importing).rejects.toThrow(Cancelled)
    expect(store.runs()).toEqual([])
    expect(importRun(store, text).isNew).toBe(true)
  })

  it('is told of when its store cannot be opened', async () => {
    const job = { kind: 'view', file: temporaryFolder(), told: { runId: id } } as const
    expect(await detailsOf(() => inThread(job, never))).toMatchObject({ code: 'store-failed' })
  })
})
