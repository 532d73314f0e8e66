import { describe, expect, it } from 'vitest'
import type { RunSummary } from '../../../../main/store/store.ts'
import {
  elapsed,
  historyRows,
  noFilter,
  pairOf,
  withChosen,
} from '../../../../renderer/components/history/history-rows.ts'
import type { Sort } from '../../../../renderer/components/results/sort.ts'

const aRun = (id: string, change: Partial<RunSummary> = {}): RunSummary => ({
  id,
  state: 'complete',
  startedAtMs: Date.UTC(2026, 10, 23, 19, Number(id)),
  endedAtMs: Date.UTC(2026, 10, 23, 19, Number(id)) + 90_000,
  mode: 'standard',
  runtime: 'kind',
  variants: ['flannel/vxlan', 'cilium/native'],
  samples: 144,
  ...change,
})

const runs = [
  aRun('3', { runtime: 'netns', variants: ['netns/bridge'] }),
  aRun('2', { state: 'failed', endedAtMs: undefined }),
  aRun('1', { mode: 'quick', samples: 12 }),
]
const ids = (filter = noFilter, sort?: Sort) => historyRows(runs, filter, sort).map(({ id }) => id)

describe('the history of runs', () => {
  it('is found by every word that is typed', () => {
    expect(ids({ ...noFilter, text: 'Cilium  quick' })).toEqual(['1'])
    expect(ids({ ...noFilter, text: 'cilium netns' })).toEqual([])
    expect(ids({ ...noFilter, text: '2026-11-23 19:02' })).toEqual(['2'])
  })

  it('is narrowed down to a state and a runtime', () => {
    expect(ids({ ...noFilter, state: 'failed' })).toEqual(['2'])
    expect(ids({ ...noFilter, state: 'complete', runtime: 'kind' })).toEqual(['1'])
  })

  it('keeps its order until it is sorted', () => {
    expect(ids()).toEqual(['3', '2', '1'])
    expect(ids(noFilter, { column: 'samples', descending: false })).toEqual(['1', '3', '2'])
    expect(ids(noFilter, { column: 'duration', descending: true }).at(-1)).toBe('2')
  })

  it('says how long a run took once it has ended', () => {
    expect(runs.map(elapsed)).toEqual(['1 min 30 s', '', '1 min 30 s'])
  })
})

describe('choosing runs to compare', () => {
  it('takes two, and lets the first go for a third', () => {
    expect(withChosen(withChosen(withChosen([], '1'), '2'), '3')).toEqual(['2', '3'])
    expect(withChosen(['2', '3'], '2')).toEqual(['3'])
  })

  it('compares the older with the newer', () => {
    expect(pairOf(['3', '1'], runs)).toEqual({ a: '1', b: '3' })
    expect(pairOf(['3'], runs)).toBeUndefined()
    expect(pairOf(['3', 'gone'], runs)).toBeUndefined()
  })
})
