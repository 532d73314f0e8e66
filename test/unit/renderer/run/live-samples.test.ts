import { describe, expect, it } from 'vitest'
import type { SampleRow } from '../../../../main/api/contract.ts'
import {
  headlineOf,
  liveTable,
  pointsOf,
  seriesOf,
  withPoints,
  type Point,
} from '../../../../renderer/components/run/live-samples.ts'
import { aThroughputProbe, anError } from '../../builders/run-events.ts'

const cell = { probe: 'tcp-throughput', caseId: '1-stream', path: 'host-host' } as const
const point = (variant: string, round: number, bitsPerSecond: number, change: Partial<Point> = {}): Point => ({
  ...cell,
  variant,
  round,
  metrics: { bitsPerSecond },
  ...change,
})
const none = new Map<string, Point>()

describe('seriesOf', () => {
  it('gives a value per round and a gap where a variant has none', () => {
    const points = withPoints(none, [point('a', 1, 10), point('a', 2, 20), point('b', 2, 5)])
    expect(seriesOf(points, cell, 'bitsPerSecond', ['b', 'a', 'c'])).toEqual([
      { variant: 'b', values: [null, 5] },
      { variant: 'a', values: [10, 20] },
      { variant: 'c', values: [null, null] },
    ])
  })

  it('leaves out other cases, paths and probes', () => {
    const others = [{ caseId: '8-streams' }, { path: 'pod-service' as const }, { probe: 'http-latency' }]
    const points = withPoints(
      none,
      others.map((change) => point('a', 1, 10, change)),
    )
    expect(seriesOf(points, cell, 'bitsPerSecond', ['a'])).toEqual([{ variant: 'a', values: [] }])
  })
})

describe('liveTable', () => {
  it('has a row for each variant and a column for each round, in the unit that reads best', () => {
    const series = [
      { variant: 'a', values: [2e9, null] },
      { variant: 'b', values: [null, 3e9] },
    ]
    expect(liveTable(series, 'bit/s', 'TCP throughput')).toMatchObject({
      columns: [{ title: 'Variant, in Gbit/s' }, { title: 'Round 1' }, { title: 'Round 2' }],
      groups: [
        {
          rows: [
            { variant: 'a', cells: ['2.00', '–'] },
            { variant: 'b', cells: ['–', '3.00'] },
          ],
        },
      ],
    })
  })
})

describe('withPoints', () => {
  it('keeps the later of two samples of the same measurement', () => {
    const points = withPoints(withPoints(none, [point('a', 1, 10)]), [point('a', 1, 30)])
    expect([...points.values()].map(({ metrics }) => metrics)).toEqual([{ bitsPerSecond: 30 }])
  })

  it('gives back the same points when nothing is added', () => {
    expect(withPoints(none, [])).toBe(none)
  })
})

describe('pointsOf', () => {
  it('takes only what was measured', () => {
    const base = { ...cell, variant: 'a', raw: 1, exitCode: 0, startedAtMs: 0, durationMs: 1, machineBusy: 0 }
    const samples: readonly SampleRow[] = [
      { ...base, round: 1, outcome: { state: 'measured', metrics: { bitsPerSecond: 7 }, cpuLimited: false } },
      { ...base, round: 2, outcome: { state: 'failed', error: anError() } },
      { ...base, round: 3, outcome: { state: 'unread' } },
    ]
    expect(pointsOf(samples)).toEqual([point('a', 1, 7)])
  })
})

describe('headlineOf', () => {
  it('is the metric that is shown first', () => {
    expect(headlineOf(aThroughputProbe())).toMatchObject({ id: 'bitsPerSecond', unit: 'bit/s' })
    expect(headlineOf(aThroughputProbe({ metrics: {} }))).toBeUndefined()
  })
})
