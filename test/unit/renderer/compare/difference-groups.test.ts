import { describe, expect, it } from 'vitest'
import type { RunDifference } from '../../../../main/findings/compare-runs.ts'
import type { Estimate } from '../../../../main/findings/findings.ts'
import { changeOf, changeText, differenceGroups } from '../../../../renderer/components/compare/difference-groups.ts'

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
  verdict: 'not-distinguishable',
})

describe('differences between two runs', () => {
  it('are under what was measured where', () => {
    const groups = differenceGroups([about(), about({ path: 'pod-service' }), about({ variant: 'calico/vxlan' })])
    expect(groups.map(({ title, rows }) => [title, rows.map(({ difference }) => difference.variant)])).toEqual([
      ['TCP throughput, one stream (bits received): pod-pod, cross-node', ['flannel/vxlan', 'calico/vxlan']],
      ['TCP throughput, one stream (bits received): pod-service', ['flannel/vxlan']],
    ])
  })

  it('end with those of the baseline', () => {
    const groups = differenceGroups([
      about({ path: 'host-host' }),
      about(),
      about({ caseId: '8-streams', path: 'host-host' }),
    ])
    expect(groups.map(({ rows }) => rows[0]?.difference).map((first) => [first?.caseId, first?.path])).toEqual([
      ['1-stream', 'pod-pod/cross-node'],
      ['1-stream', 'host-host'],
      ['8-streams', 'host-host'],
    ])
  })

  it('are drawn on one scale within a group, but never ratios with absolute values', () => {
    const [group] = differenceGroups([
      about({ a: estimate(0.5), b: estimate(0.6) }),
      about({ variant: 'calico/vxlan', a: estimate(0.7), b: estimate(0.8) }),
      about({ variant: 'cilium/vxlan', scale: 'absolute', a: estimate(9e9), b: estimate(8e9) }),
    ])
    const [one, two, three] = group?.rows.map(({ domain }) => domain) ?? []
    expect(one).toBe(two)
    expect(one?.high).toBeLessThan(1)
    expect(three?.low).toBeGreaterThan(1e9)
  })

  it('are told with unit and interval, and not at all where there is nothing', () => {
    const [group] = differenceGroups([about({ scale: 'absolute', a: estimate(9e9, 8e9, 9.5e9), b: undefined })])
    expect(group?.rows[0]).toMatchObject({ a: '9.00 Gbit/s (8.00–9.50)', b: '' })
    expect(changeText(about({ b: undefined }))).toBe('')
  })

  it('are told in per cent of the first run', () => {
    expect(changeText(about())).toBe('+20 %')
    expect(changeText(about({ b: estimate(0.48) }))).toBe('−4.0 %')
  })

  it('are better or worse only where they changed', () => {
    expect(changeOf({ ...about(), verdict: 'changed', direction: 'worse' })).toBe('worse')
    expect(changeOf(about())).toBe('not-distinguishable')
  })
})
