import { describe, expect, it } from 'vitest'
import { deriveFindings } from '../../../main/findings/derive-findings.ts'
import { judge } from '../../../main/findings/judge.ts'
import { aRun, throughputs } from './build-run.ts'

const rising = (count: number, by: number) => Array.from({ length: count }, (_, index) => (1e9 + index * 1e7) * by)

const judged = (values: Readonly<Record<string, readonly number[]>>) => {
  const variants = Object.keys(values)
  const samples = variants.flatMap((id) => throughputs(id, values[id] ?? []))
  return judge(deriveFindings(aRun({ variants, samples })).comparisons)
}
const key = { probe: 'tcp-throughput', caseId: '1-stream', path: 'pod-pod/cross-node', metric: 'throughput' }

describe('a look at a run', () => {
  it('knows whom nobody is ahead of', () => {
    expect(judged({ a: rising(8, 1), b: rising(8, 2) })).toEqual({
      decided: [{ ...key, leaders: ['b'], isEqual: false }],
      open: [],
    })
  })

  it('leaves a question open for those of a pair without an answer', () => {
    const turning = rising(12, 1).map((value, index) => value * (index % 2 === 0 ? 1.3 : 0.7))
    const { decided, open } = judged({ a: rising(12, 1), b: turning, c: rising(12, 5) })
    expect(decided).toEqual([])
    expect(open).toEqual([{ ...key, variants: ['a', 'b'] }])
  })

  it('says that all are equal only where every pair is', () => {
    const near = rising(12, 1).map((value, index) => value * (1 + (index % 2 === 0 ? 0.001 : -0.001)))
    expect(judged({ a: rising(12, 1), b: near }).decided).toMatchObject([{ leaders: ['a', 'b'], isEqual: true }])
    expect(judged({ a: rising(12, 1), b: near, c: rising(12, 0.5) }).decided).toMatchObject([
      { leaders: ['a', 'b'], isEqual: false },
    ])
  })

  it('has no question where nothing was compared', () => {
    expect(judged({ a: rising(8, 1) })).toEqual({ decided: [], open: [] })
  })
})
