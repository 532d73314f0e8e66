import { describe, expect, it } from 'vitest'
import type { Comparison, Findings } from '../../../main/findings/findings.ts'
import { verdictOf } from '../../../main/reports/verdict.ts'

const question = { probe: 'tcp', caseId: 'one', path: 'pod-service', metric: 'throughput' } as const
const answer = { ...question, better: 'higher', leader: 'flannel/vxlan', others: [], missing: [] } as const
const pair = {
  ...question,
  a: 'flannel/vxlan',
  b: 'calico/vxlan',
  effect: { scale: 'ratio', values: [2], median: 2 },
} as const
const ahead: Comparison = { ...pair, verdict: 'ahead', winner: 'flannel/vxlan' }
const equal: Comparison = { ...pair, verdict: 'equal' }
const uncompared: Comparison = { ...pair, verdict: 'not-compared' }
const undecided: Comparison = { ...pair, verdict: 'undecided' }

const findings = (...comparisons: Comparison[]): Pick<Findings, 'comparisons'> => ({ comparisons })

describe('the verdict of an answer', () => {
  it.each([
    ['ahead', [undecided, equal, ahead]],
    ['undecided', [equal, undecided]],
    ['equal', [uncompared, equal]],
    ['measured', []],
    ['not-compared', [uncompared]],
  ] as const)('is %s by the strongest of its comparisons', (verdict, comparisons) => {
    expect(verdictOf(answer, findings(...comparisons))).toBe(verdict)
  })

  it('does not look at the comparisons of other questions', () => {
    const others: readonly Comparison[] = [
      { ...ahead, probe: 'http' },
      { ...ahead, caseId: 'eight' },
      { ...ahead, path: 'pod-pod/same-node' },
      { ...ahead, metric: 'retransmits' },
    ]
    expect(verdictOf(answer, findings(undecided, ...others))).toBe('undecided')
  })
})
