import { describe, expect, it } from 'vitest'
import { rankSumUpTo } from '../../../main/statistics/rank-sum.ts'

/** Every way to give m of m + n places to the first sample, one by one. */
function enumerated(m: number, n: number, u: number): number {
  let [count, all] = [0, 0]
  for (let places = 0; places < 2 ** (m + n); places++) {
    let [ofFirst, ofSecond, below] = [0, 0, 0]
    for (let place = 0; place < m + n; place++) {
      if (places & (1 << place)) {
        ofFirst++
        below += ofSecond
      } else ofSecond++
    }
    if (ofFirst !== m) continue
    all++
    if (below <= u) count++
  }
  return count / all
}

describe('the distribution of rank sums', () => {
  it.each([
    [1, 1],
    [2, 3],
    [4, 4],
    [3, 7],
    [6, 6],
  ])('is what all splits of ranks give, m=%i n=%i', (m, n) => {
    for (let u = 0; u <= m * n; u++) expect(rankSumUpTo(m, n, u)).toBeCloseTo(enumerated(m, n, u), 12)
  })

  it.each([
    [4, 4, 0],
    [5, 5, 2],
    [6, 6, 5],
    [6, 10, 11],
    [8, 8, 13],
    [10, 10, 23],
    [20, 20, 127],
  ])('has the published critical value at 5 %% two-sided, m=%i n=%i: %i', (m, n, critical) => {
    expect(2 * rankSumUpTo(m, n, critical)).toBeLessThanOrEqual(0.05)
    expect(2 * rankSumUpTo(m, n, critical + 1)).toBeGreaterThan(0.05)
  })
})
