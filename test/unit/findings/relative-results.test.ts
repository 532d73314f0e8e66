import { describe, expect, it } from 'vitest'
import type { Comparison } from '../../../main/findings/findings.ts'
import { leaderOf, relativeTo } from '../../../main/findings/relative-results.ts'

const key = { probe: 'p', caseId: 'c', path: 'host-host', metric: 'm' } as const
const effect = {
  scale: 'ratio',
  values: [2, 2],
  median: 2,
  interval: { low: 1.6, high: 2.5, coverage: 0.5, method: 'order-statistic' },
} as const

const ahead = (winner: string, other: string): Comparison => ({
  ...key,
  a: winner,
  b: other,
  effect,
  verdict: 'ahead',
  winner,
})
const level = (a: string, b: string): Comparison => ({ ...key, a, b, effect, verdict: 'undecided' })

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

  it('is the first one, with the best median, when nothing is decided', () => {
    expect(leaderOf(['b', 'a'], [level('a', 'b')])).toBe('b')
  })
})

describe('a variant beside the leader', () => {
  it('is told as its ratio to the leader, whichever came first in the comparison', () => {
    const result = relativeTo('a', 'b', [ahead('a', 'b')])
    expect(result).toMatchObject({ relation: 'behind', rounds: 2, effect: { median: 0.5 } })
    expect(result.effect?.interval).toMatchObject({ low: 0.4, high: 0.625 })
  })

  it('is ahead of it where they go in a circle', () => {
    expect(relativeTo('a', 'c', [ahead('c', 'a')])).toMatchObject({ relation: 'ahead', effect: { median: 2 } })
  })

  it('has no ratio where the two have no round in common', () => {
    expect(relativeTo('a', 'b', [])).toEqual({ variant: 'b', relation: 'not-compared', rounds: 0 })
  })

  it('is not compared, and no tie, with one round in common', () => {
    const one: Comparison = {
      ...key,
      a: 'a',
      b: 'b',
      effect: { scale: 'ratio', values: [2], median: 2 },
      verdict: 'not-compared',
    }
    expect(relativeTo('a', 'b', [one])).toEqual({
      variant: 'b',
      relation: 'not-compared',
      rounds: 1,
      effect: { scale: 'ratio', median: 0.5 },
    })
  })
})
