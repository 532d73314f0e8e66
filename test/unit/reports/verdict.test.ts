import { describe, expect, it } from 'vitest'
import type { Comparison, Findings } from '../../../main/findings/findings.ts'
import { verdictOf } from '../../../main/reports/verdict.ts'

const question = { probe: 'tcp', caseId: 'one', path: 'pod-service', metric: 'throughput' } as const
const answer = { ...question, better: 'higher', leader: 'flannel/vxlan', others: [], missing: [] } as const
const pair = { ...question, a: 'flannel/vxlan', b: 'calico/vxlan', ratio: { values: [2], median: 2 } }
const better: Comparison = { ...pair, verdict: 'better', winner: 'flannel/vxlan' }
const indicative: Comparison = { ...pair, verdict: 'indicative', leader: 'flannel/vxlan' }
const uncompared: Comparison = { ...pair, verdict: 'not-compared' }
const level: Comparison = { ...pair, verdict: 'not-distinguishable' }

const findings = (...comparisons: Comparison[]): Pick<Findings, 'comparisons'> => ({ comparisons })

describe('the verdict of an answer', () => {
  it.each([
    ['ranked', [level, indicative, better]],
    ['indicative', [level, indicative]],
    ['not-distinguishable', [level, level]],
    ['measured', []],
    ['measured', [uncompared]],
  ] as const)('is %s by the strongest of its comparisons', (verdict, comparisons) => {
    expect(verdictOf(answer, findings(...comparisons))).toBe(verdict)
  })

  it('does not look at the comparisons of other questions', () => {
    const others: readonly Comparison[] = [
      { ...better, probe: 'http' },
      { ...better, caseId: 'eight' },
      { ...better, path: 'pod-pod/same-node' },
      { ...better, metric: 'retransmits' },
    ]
    expect(verdictOf(answer, findings(level, ...others))).toBe('not-distinguishable')
  })
})
