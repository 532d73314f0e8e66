import { describe, expect, it } from 'vitest'
import { deriveFindings } from '../../../main/findings/derive-findings.ts'
import type { Comparison } from '../../../main/findings/findings.ts'
import type { RunRecord } from '../../../main/store/run-record.ts'
import { aRun, aSample, throughputs } from './build-run.ts'

const comparisonOf = (run: RunRecord, path = 'pod-pod/cross-node'): Comparison | undefined =>
  deriveFindings(run).comparisons.find((comparison) => comparison.path === path)

const [a, b] = ['netns/routed', 'netns/vxlan']
const fast = [110, 121, 112, 123, 114, 125]
const slow = [100, 105, 100, 105, 100, 105]

describe('a comparison', () => {
  it('has one ahead when the exact test tells them apart', () => {
    const comparison = comparisonOf(aRun({ samples: [...throughputs(a, fast), ...throughputs(b, slow)] }))
    expect(comparison).toMatchObject({ a, b, metric: 'throughput', verdict: 'ahead', winner: a })
    expect(comparison?.effect).toMatchObject({ scale: 'ratio', interval: { method: 'signed-rank' } })
    expect(comparison?.effect.interval?.low).toBeCloseTo(1.1, 12)
    expect(comparison?.effect.interval?.high).toBeCloseTo(125 / 105, 12)
  })

  it('is of values as they are, never divided by the baseline', () => {
    const samples = [
      ...throughputs(a, fast),
      ...throughputs(b, slow),
      ...throughputs(
        a,
        fast.map((value) => value * 2),
        'host-host',
      ),
      ...throughputs(b, slow, 'host-host'),
    ]
    const comparison = comparisonOf(aRun({ samples }))
    expect(comparison?.effect.median).toBeGreaterThan(1.1)
    expect(comparison).toMatchObject({ verdict: 'ahead', winner: a })
  })

  it('is undecided when the interval contains or touches 1, and says what could have been found', () => {
    const contains = [
      ...throughputs(a, [90, 110, 100, 105, 95, 101]),
      ...throughputs(b, [100, 100, 100, 100, 100, 100]),
    ]
    const found = comparisonOf(aRun({ samples: contains }))
    expect(found).toMatchObject({ verdict: 'undecided', moreRounds: expect.any(Number) as number })
    expect(found?.verdict === 'undecided' && found.couldFind).toBeGreaterThan(0.05)
    const touches = [
      ...throughputs(a, [100, 110, 100, 105, 105, 101]),
      ...throughputs(b, [100, 100, 100, 100, 100, 100]),
    ]
    const comparison = comparisonOf(aRun({ samples: touches }))
    expect(comparison?.verdict).toBe('undecided')
    expect(comparison).not.toHaveProperty('winner')
  })

  it('is equal when it is shown to differ by less than 5 %', () => {
    const near = slow.map((value, index) => value * (1 + (index % 3) / 100))
    const samples = [...throughputs(a, near), ...throughputs(b, slow)]
    expect(comparisonOf(aRun({ samples }))?.verdict).toBe('equal')
  })

  it('hangs on rounds, not on the mode', () => {
    const samples = [...throughputs(a, fast), ...throughputs(b, slow)]
    expect(comparisonOf(aRun({ samples, spec: { mode: 'quick' } }))).toMatchObject({ verdict: 'ahead', winner: a })
  })

  it('shares the error of a run: six rounds that decide one question do not decide two', () => {
    const samples = ['pod-pod/cross-node', 'pod-pod/same-node'].flatMap((path) => [
      ...throughputs(a, fast, path as 'pod-pod/cross-node'),
      ...throughputs(b, slow, path as 'pod-pod/cross-node'),
    ])
    const paths = ['host-host', 'pod-pod/cross-node', 'pod-pod/same-node'] as const
    const { comparisons } = deriveFindings(aRun({ samples, spec: { paths: [...paths] } }))
    expect(comparisons.map(({ verdict }) => verdict)).toEqual(['undecided', 'undecided'])
  })

  it('is none with fewer than six rounds in common', () => {
    const samples = [...throughputs(a, fast), ...throughputs(b, slow.slice(1))]
    const comparison = comparisonOf(aRun({ samples }))
    expect(comparison?.effect.values).toHaveLength(5)
    expect(comparison?.verdict).toBe('not-compared')
  })

  it('pairs only rounds that both have', () => {
    const samples = [
      ...throughputs(a, fast),
      aSample({ variant: b, round: 2, metrics: { throughput: 100 } }),
      aSample({ variant: b, round: 6, metrics: { throughput: 100 } }),
      aSample({ variant: b, round: 9, metrics: { throughput: 1 } }),
    ]
    expect(comparisonOf(aRun({ samples }))?.effect.values).toEqual([1.21, 1.25])
  })

  it('of one round in common is none, which is no tie, and of no round does not exist', () => {
    const one = [...throughputs(a, fast), ...throughputs(b, [1])]
    expect(comparisonOf(aRun({ samples: one }))).toMatchObject({ verdict: 'not-compared' })
    const none = [...throughputs(a, fast), aSample({ variant: b, round: 9 })]
    expect(comparisonOf(aRun({ samples: none }))).toBeUndefined()
  })

  it('takes the lower value as the better one where lower is better', () => {
    const latencies = (variant: string, values: readonly number[]) =>
      values.map((totalMs, index) =>
        aSample({ variant, probe: 'http-latency', caseId: 'kept-alive', round: index + 1, metrics: { totalMs } }),
      )
    const comparison = comparisonOf(aRun({ samples: [...latencies(a, fast), ...latencies(b, slow)] }))
    expect(comparison).toMatchObject({ metric: 'totalMs', verdict: 'ahead', winner: b })
  })

  it('is the inverse when the variants change places', () => {
    for (const rounds of [fast, [...fast, 130, 119, 121, 118]]) {
      const samples = [
        ...throughputs(a, rounds),
        ...throughputs(
          b,
          rounds.map((value, index) => value - (index % 4) * 3),
        ),
      ]
      const there = comparisonOf(aRun({ samples, variants: [a, b] }))
      const back = comparisonOf(aRun({ samples, variants: [b, a] }))
      expect(there?.a).toBe(back?.b)
      expect(there?.verdict).toBe(back?.verdict)
      expect((there?.effect.median ?? 0) * (back?.effect.median ?? 0)).toBeCloseTo(1, 12)
      expect((there?.effect.interval?.low ?? 0) * (back?.effect.interval?.high ?? 0)).toBeCloseTo(1, 12)
    }
  })

  it('is made for headline metrics alone', () => {
    const samples = [a, b].map((variant) =>
      aSample({ variant, metrics: { throughput: 1, retransmits: 5, senderCpu: 50 } }),
    )
    expect(deriveFindings(aRun({ samples })).comparisons.map(({ metric }) => metric)).toEqual(['throughput'])
  })
})
