import { describe, expect, it } from 'vitest'
import type { StoredEvent } from '../../../main/store/events.ts'
import { runStarted, sampleMeasured, sampleTaken, startMs } from '../builders/run-events.ts'
import { errorOf, open } from './a-store-file.ts'

describe('a run of another store', () => {
  const events: readonly StoredEvent[] = [runStarted(), sampleTaken(7), sampleMeasured({ bitsPerSecond: 1 })].map(
    (event, index) => ({ sequence: index + 1, atMs: startMs + index, event }),
  )
  const raws = new Map([[7, { stdout: 'out', stderr: 'err' }]])

  it('is taken in with its times and numbers, and goes on from there', () => {
    const store = open({ now: () => startMs + 99, isAlive: () => false })
    store.importRun('20261123-191305-k3f9', events, raws)
    expect(store.events('20261123-191305-k3f9')).toEqual(events)
    expect(store.readRaw('20261123-191305-k3f9', 7)).toEqual({ stdout: 'out', stderr: 'err' })
    expect(store.runs()).toMatchObject([{ startedAtMs: startMs, endedAtMs: startMs + 2, samples: 1 }])
    expect(store.appendRaw('20261123-191305-k3f9', { stdout: '', stderr: '' })).toBe(8)
    store.append('20261123-191305-k3f9', { type: 'run.finished', state: 'cancelled' })
    expect(store.summary('20261123-191305-k3f9')).toMatchObject({ state: 'cancelled', endedAtMs: startMs + 99 })
  })

  it('is taken in as a whole or not at all', () => {
    const store = open()
    const withoutStart = events.slice(1)
    expect(
      errorOf(() => {
        store.importRun('r', withoutStart, raws)
      }).code,
    ).toBe('store-failed')
    const notWhole = events.map((stored) => ({ ...stored, atMs: stored.sequence === 3 ? 0.5 : stored.atMs }))
    expect(
      errorOf(() => {
        store.importRun('r', notWhole, raws)
      }).code,
    ).toBe('store-failed')
    expect(store.runs()).toEqual([])
    expect(errorOf(() => store.events('r')).code).toBe('unknown-name')
  })

  it('never replaces one of the same id', () => {
    const store = open()
    store.importRun('r', events, raws)
    expect(
      errorOf(() => {
        store.importRun('r', events, raws)
      }).code,
    ).toBe('bad-usage')
  })
})
