import { describe, expect, it } from 'vitest'
import { rankSumUpTo } from '../../../main/statistics/rank-sum.ts'

/** Every way to deal the ranks to the two samples, counted one by one. */
function counted(m: number, n: number, u: number): number {
  let [below, all] = [0, 0]
  for (let dealt = 0; dealt < 2 ** (m + n); dealt++) {
    const ofFirst = Array.from({ length: m + n }, (_, rank) => (dealt >> rank) & 1)
    if (ofFirst.filter(Boolean).length !== m) continue
    let [pairs, seconds] = [0, 0]
    for (const isFirst of ofFirst) {
      if (isFirst) pairs += seconds
      else seconds += 1
    }
    all += 1
    if (pairs <= u) below += 1
  }
  return below / all
}

describe('the distribution of rank sums', () => {
  it.each([
    [1, 1],
    [3, 3],
    [2, 6],
    [5, 4],
    [6, 6],
  ])('is that of all ways to deal ranks to %i and %i values', (m, n) => {
    for (let u = -1; u <= m * n + 1; u++) expect(rankSumUpTo(m, n, u)).toBeCloseTo(counted(m, n, u), 12)
  })

  // Critical values of the two-sided test at 5 %: Milton, J. American Statistical Association 59 (1964), 925–934.
  it.each([
    [4, 4, 0],
    [5, 5, 2],
    [6, 6, 5],
    [8, 8, 13],
    [10, 10, 23],
    [6, 10, 11],
    [12, 12, 37],
    [20, 20, 127],
  ])('has the published critical value for %i and %i values', (m, n, critical) => {
    expect(2 * rankSumUpTo(m, n, critical)).toBeLessThanOrEqual(0.05)
    expect(2 * rankSumUpTo(m, n, critical + 1)).toBeGreaterThan(0.05)
  })
})
