import { describe, expect, it } from 'vitest'
import { judge } from '../../../main/findings/judge.ts'
import { aRun, throughputs } from './build-run.ts'

const look = { round: 8, alpha: 0.05 }
const rising = (from: number) => Array.from({ length: 8 }, (_, index) => from + index * 1e7)
const judged = (...values: readonly (readonly number[])[]) => {
  const ids = ['netns/routed', 'netns/vxlan'].slice(0, values.length)
  const run = aRun({ samples: ids.flatMap((id, index) => throughputs(id, values[index] ?? [])) })
  const isAsked = ({ caseId, path }: { caseId: string; path: string }) =>
    caseId === '1-stream' && path === 'pod-pod/cross-node'
  const { decided, open } = judge(run, [look])
  return { decided: decided.filter(isAsked), open: open.filter(isAsked) }
}

describe('a look at a run', () => {
  it('leaves open what nothing is known of, between whom it is', () => {
    expect(judged(rising(1e9)).open).toMatchObject([{ variants: ['netns/routed', 'netns/vxlan'] }])
  })

  it('decides nothing that its level does not allow, beside all other questions', () => {
    expect(judged(rising(2e9), rising(1e9)).decided).toEqual([])
  })

  it('knows who is ahead by what the metric calls better', () => {
    const many = Array.from({ length: 14 }, (_, index) => 1e9 + index * 1e7)
    const run = aRun({
      samples: [
        ...throughputs('netns/routed', many),
        ...throughputs(
          'netns/vxlan',
          many.map((value) => value * 2),
        ),
      ],
    })
    const { decided } = judge(run, [{ round: 14, alpha: 0.05 }])
    expect(decided).toMatchObject([{ path: 'pod-pod/cross-node', leaders: ['netns/vxlan'], isEqual: false }])
    expect(judge(run, [{ round: 7, alpha: 0.05 }]).decided).toEqual([])
  })
})
