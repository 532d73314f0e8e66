import { describe, expect, it } from 'vitest'
import type { Comparison, Findings } from '../../../main/findings/findings.ts'
import { verdictOf } from '../../../main/reports/verdict.ts'

const question = { probe: 'tcp', caseId: 'one', path: 'pod-service', metric: 'throughput' } as const
const answer = { ...question, better: 'higher', leader: 'flannel/vxlan', others: [], missing: [] } as const
const effect = { scale: 'ratio', values: [2], median: 2 } as const
const pair = { ...question, a: 'flannel/vxlan', b: 'calico/vxlan', effect }
const ahead: Comparison = { ...pair, verdict: 'ahead', winner: 'flannel/vxlan' }
const uncompared: Comparison = { ...pair, verdict: 'not-compared' }
const equal: Comparison = { ...pair, verdict: 'equal' }
const open: Comparison = { ...pair, verdict: 'undecided' }

const findings = (...comparisons: Comparison[]): Pick<Findings, 'comparisons'> => ({ comparisons })

describe('the verdict of an answer', () => {
  it.each([
    ['ahead', [equal, open, ahead]],
    ['undecided', [equal, open, uncompared]],
    ['equal', [equal, equal]],
    ['not-compared', [uncompared]],
    ['measured', []],
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
    expect(verdictOf(answer, findings(open, ...others))).toBe('undecided')
  })
})
