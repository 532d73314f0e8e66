import { describe, expect, it } from 'vitest'
import type { Comparison } from '../../../main/findings/findings.ts'
import { leaderOf, relativeTo } from '../../../main/findings/relative-results.ts'

const key = { probe: 'p', caseId: 'c', path: 'host-host', metric: 'm' } as const
const ratio = {
  values: [2, 2],
  median: 2,
  interval: { low: 1.6, high: 2.5, coverage: 0.5, method: 'order-statistic' },
} as const

const ahead = (winner: string, other: string): Comparison => ({
  ...key,
  a: winner,
  b: other,
  ratio,
  verdict: 'better',
  winner,
})
const level = (a: string, b: string): Comparison => ({ ...key, a, b, ratio, verdict: 'not-distinguishable' })

describe('the leader', () => {
  it('is one that nobody is ahead of, even if another is ahead of more', () => {
    const comparisons = [
      ...['b', 'c', 'd'].map((other) => ahead('a', other)),
      ahead('e', 'a'),
      ...['b', 'c', 'd'].map((other) => level('e', other)),
    ]
    expect(leaderOf(['a', 'b', 'c', 'd', 'e'], comparisons)).toBe('e')
  })

  it('is, of several that nobody is ahead of, the one that is ahead of most', () => {
    expect(leaderOf(['a', 'b', 'c'], [level('a', 'b'), level('a', 'c'), ahead('b', 'c')])).toBe('b')
  })

  it('is the first one, with the best median, when nothing is distinguishable', () => {
    expect(leaderOf(['b', 'a'], [level('a', 'b')])).toBe('b')
  })
})

describe('a variant beside the leader', () => {
  it('is told as its ratio to the leader, whichever came first in the comparison', () => {
    const result = relativeTo('a', 'b', [ahead('a', 'b')])
    expect(result).toMatchObject({ relation: 'behind', isRanked: true, ratio: { median: 0.5 } })
    expect(result.ratio?.interval).toMatchObject({ low: 0.4, high: 0.625 })
  })

  it('is ahead of it where they go in a circle', () => {
    expect(relativeTo('a', 'c', [ahead('c', 'a')])).toMatchObject({ relation: 'ahead', ratio: { median: 2 } })
  })

  it('has no ratio where the two have no round in common', () => {
    expect(relativeTo('a', 'b', [])).toEqual({ variant: 'b', relation: 'not-compared', isRanked: false })
  })

  it('is not compared, and no tie, with one round in common', () => {
    const one: Comparison = { ...key, a: 'a', b: 'b', ratio: { values: [2], median: 2 }, verdict: 'not-compared' }
    expect(relativeTo('a', 'b', [one])).toEqual({
      variant: 'b',
      relation: 'not-compared',
      isRanked: false,
      ratio: { median: 0.5 },
    })
  })
})
