import { describe, expect, it } from 'vitest'
import type { Comparison, Findings } from '../../../main/findings/findings.ts'
import { isPrecise } from '../../../main/lab/precision.ts'

function findings(
  ...intervals: readonly (readonly [number, number] | undefined)[]
): Pick<Findings, 'comparisons' | 'cells'> {
  const comparisons = intervals.map((bounds): Comparison => {
    const interval = bounds && { low: bounds[0], high: bounds[1], coverage: 0.95, method: 'order-statistic' as const }
    return {
      probe: 'tcp-throughput',
      caseId: '1-stream',
      path: 'pod-pod/cross-node',
      metric: 'throughput',
      a: 'kindnet',
      b: 'flannel/vxlan',
      effect: { scale: 'ratio', values: [1], median: 1, ...(interval && { interval }) },
      verdict: 'undecided',
    }
  })
  return { comparisons, cells: [] }
}

describe('isPrecise', () => {
  it('is so when every interval is narrow enough', () => {
    expect(isPrecise(findings([0.98, 1.02], [0.975, 1.025]), 0.03)).toBe(true)
    expect(isPrecise(findings([0.98, 1.02], [0.96, 1.04]), 0.03)).toBe(false)
  })

  it('is not so without an interval', () => {
    expect(isPrecise(findings([0.99, 1.01], undefined), 0.03)).toBe(false)
  })
})
