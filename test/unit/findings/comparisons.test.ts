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
  it('has a winner when no chance explains it', () => {
    const comparison = comparisonOf(aRun({ samples: [...throughputs(a, fast), ...throughputs(b, slow)] }))
    expect(comparison).toMatchObject({ a, b, metric: 'throughput', verdict: 'ahead', winner: a })
    expect(comparison?.effect.interval?.low).toBeCloseTo(1.1, 12)
    expect(comparison?.effect.interval?.high).toBeCloseTo(125 / 105, 12)
  })

  it('is of the values as they are, whatever the reference does', () => {
    const doubled = fast.map((value) => value * 2)
    const samples = [
      ...throughputs(a, fast),
      ...throughputs(b, slow),
      ...throughputs(a, doubled, 'host-host'),
      ...throughputs(b, slow, 'host-host'),
    ]
    const comparison = comparisonOf(aRun({ samples }))
    expect(comparison?.effect.median).toBeGreaterThan(1.1)
    expect(comparison).toMatchObject({ verdict: 'ahead', winner: a })
  })

  it('is undecided where chance may explain it, and tells how far it is to a decision', () => {
    const samples = [...throughputs(a, [90, 110, 100, 112, 95, 101]), ...throughputs(b, [100, 100, 100, 100, 100, 100])]
    const comparison = comparisonOf(aRun({ samples }))
    expect(comparison?.verdict).toBe('undecided')
    expect(comparison).not.toHaveProperty('winner')
    if (comparison?.verdict !== 'undecided') throw new Error('it is')
    expect(comparison.couldFind).toBeGreaterThan(0.05)
    expect(comparison.moreRounds).toBeGreaterThan(6)
  })

  it('is equal only where it is shown to be, within 5 %', () => {
    const level = Array.from({ length: 12 }, (_, round) => 100 + (round % 3))
    const nearly = level.map((value, round) => value * (1 + ((round % 4) - 1.5) / 100))
    const samples = [...throughputs(a, level), ...throughputs(b, nearly)]
    expect(comparisonOf(aRun({ samples }))).toMatchObject({ verdict: 'equal' })
  })

  it.each(['quick', 'standard', 'rigorous'] as const)('needs six rounds in common, in %s mode too', (mode) => {
    const five = [...throughputs(a, fast), ...throughputs(b, slow.slice(1))]
    const comparison = comparisonOf(aRun({ samples: five, spec: { mode } }))
    expect(comparison?.effect.values).toHaveLength(5)
    expect(comparison?.verdict).toBe('not-compared')
    const six = [...throughputs(a, fast), ...throughputs(b, slow)]
    expect(comparisonOf(aRun({ samples: six, spec: { mode } }))?.verdict).toBe('ahead')
  })

  it('needs more rounds the more is compared', () => {
    const variants = ['a', 'b', 'c', 'd']
    const samplesOf = (rounds: number) =>
      variants.flatMap((variant, index) =>
        throughputs(
          variant,
          Array.from({ length: rounds }, (_, round) => (100 + (round % 5)) * 1.1 ** index),
        ),
      )
    const verdictsOf = (rounds: number) =>
      new Set(deriveFindings(aRun({ variants, samples: samplesOf(rounds) })).comparisons.map(({ verdict }) => verdict))
    expect(verdictsOf(6)).toEqual(new Set(['undecided']))
    expect(verdictsOf(10)).toEqual(new Set(['ahead']))
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
