import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RunDifference } from '../../../main/findings/compare-runs.ts'
import type { Estimate } from '../../../main/findings/findings.ts'
import { plainText, piecesOf } from '../../../main/blocks/content.ts'
import { differenceTable } from '../../../main/reports/run-comparison-blocks.ts'

const estimate = (median: number, low = median * 0.9, high = median * 1.1): Estimate => ({
  values: [low, median, high],
  median,
  interval: { low, high, coverage: 0.75, method: 'order-statistic' },
})

type Facts = Omit<RunDifference, 'verdict' | 'direction'>

const about = (change: Partial<Facts> = {}): RunDifference => ({
  variant: 'flannel/vxlan',
  probe: 'tcp-throughput',
  probeTitle: 'TCP throughput',
  caseId: '1-stream',
  caseTitle: 'one stream',
  path: 'pod-pod/cross-node',
  metric: 'bitsPerSecond',
  unit: 'bit/s',
  better: 'higher',
  of: 'bits received',
  scale: 'ratio',
  a: estimate(0.5),
  b: estimate(0.6),
  ...change,
  verdict: 'undecided',
})

const groupsOf = (...differences: readonly RunDifference[]) => differenceTable(differences).groups
const cellsOf = (difference: RunDifference) => groupsOf(difference)[0]?.rows[0]?.cells ?? []
const pairsOf = (...differences: readonly RunDifference[]) =>
  groupsOf(...differences).flatMap(({ rows }) =>
    rows.flatMap(({ cells }) => piecesOf(cells[2] ?? '').map(({ pair }) => pair)),
  )

describe('differences between two runs', () => {
  it('are under what was measured where', () => {
    const groups = groupsOf(about(), about({ path: 'pod-service' }), about({ variant: 'calico/vxlan' }))
    expect(groups.map(({ title, rows }) => [title, rows.map(({ head }) => head)])).toEqual([
      ['TCP throughput, one stream (bits received): pod-pod, cross-node', ['flannel/vxlan', 'calico/vxlan']],
      ['TCP throughput, one stream (bits received): pod-service', ['flannel/vxlan']],
    ])
  })

  it('end with those of the baseline', () => {
    const eight = { caseId: '8-streams', caseTitle: 'eight streams' }
    const groups = groupsOf(about({ path: 'host-host' }), about(), about({ ...eight, path: 'host-host' }))
    expect(groups.map(({ title }) => title)).toEqual([
      'TCP throughput, one stream (bits received): pod-pod, cross-node',
      'TCP throughput, one stream (bits received): host-host (baseline)',
      'TCP throughput, eight streams (bits received): host-host (baseline)',
    ])
  })

  it('are drawn on one scale within a group, but never ratios with absolute values', () => {
    const [one, two, three] = pairsOf(
      about({ a: estimate(0.5), b: estimate(0.6) }),
      about({ variant: 'calico/vxlan', a: estimate(0.7), b: estimate(0.8) }),
      about({ variant: 'cilium/vxlan', scale: 'absolute', a: estimate(9e9), b: estimate(8e9) }),
    )
    expect([one?.low, one?.high]).toEqual([two?.low, two?.high])
    expect(one?.high).toBeLessThan(1)
    expect(three?.low).toBeGreaterThan(1e9)
  })

  it('lie in their order inside of their axis, whatever their numbers', () => {
    const numbers = fc.tuple(...Array.from({ length: 3 }, () => fc.double({ min: 1e-6, max: 1e12, noNaN: true })))
    fc.assert(
      fc.property(numbers, numbers, (...both) => {
        const [a, b] = both.map((three) => {
          const [low = 0, median = 0, high = 0] = three.toSorted((one, other) => one - other)
          return estimate(median, low, high)
        })
        const [pair = expect.fail('they are drawn')] = pairsOf(about({ a, b }))
        for (const mark of [pair.a, pair.b]) {
          if (!mark) expect.fail('both are drawn')
          const places = [pair.low, mark.low, mark.middle, mark.high, pair.high]
          expect(places).toEqual(places.toSorted((one, other) => one - other))
        }
      }),
    )
  })

  it('are a point without an interval, and nothing without an estimate', () => {
    const [pair] = pairsOf(about({ a: { values: [5], median: 5 }, b: undefined }))
    expect(pair?.a).toEqual({ low: 5, middle: 5, high: 5 })
    expect(pair?.b).toBeUndefined()
  })

  it('are told with unit and interval, and not at all where there is nothing', () => {
    const cells = cellsOf(about({ scale: 'absolute', a: estimate(9e9, 8e9, 9.5e9), b: undefined }))
    expect(cells.slice(0, 3).map(plainText)).toEqual(['9.00 Gbit/s (8.00–9.50)', '', ''])
  })

  it('are told in per cent of the first run', () => {
    expect(plainText(cellsOf(about())[2] ?? '')).toBe('+20 %')
    expect(plainText(cellsOf(about({ b: estimate(0.48) }))[2] ?? '')).toBe('−4.0 %')
  })

  it('are better or worse only where they changed', () => {
    expect(cellsOf({ ...about(), verdict: 'changed', direction: 'worse' })[3]).toMatchObject({ text: 'worse' })
    expect(cellsOf(about())[3]).toMatchObject({ text: 'undecided' })
  })
})
