import { describe, expect, it } from 'vitest'
import { signedRankUpTo } from '../../../main/statistics/signed-rank.ts'

/** Every pattern of signs, one by one. */
function enumerated(n: number, w: number): number {
  let count = 0
  for (let signs = 0; signs < 2 ** n; signs++) {
    let sum = 0
    for (let rank = 1; rank <= n; rank++) if (signs & (1 << (rank - 1))) sum += rank
    if (sum <= w) count++
  }
  return count / 2 ** n
}

describe('the distribution of signed ranks', () => {
  it.each([1, 2, 5, 6, 9, 12])('is what all sign patterns give, n=%i', (n) => {
    for (let w = 0; w <= (n * (n + 1)) / 2; w++) expect(signedRankUpTo(n, w)).toBeCloseTo(enumerated(n, w), 12)
  })

  it.each([
    [6, 0],
    [7, 2],
    [8, 3],
    [9, 5],
    [10, 8],
    [12, 13],
    [15, 25],
    [20, 52],
  ])('has the published critical value at 5 %% two-sided, n=%i: %i', (n, critical) => {
    expect(2 * signedRankUpTo(n, critical)).toBeLessThanOrEqual(0.05)
    expect(2 * signedRankUpTo(n, critical + 1)).toBeGreaterThan(0.05)
  })

  it('has no chance below zero and all of it at the top', () => {
    expect(signedRankUpTo(8, -1)).toBe(0)
    expect(signedRankUpTo(8, 36)).toBe(1)
    expect(signedRankUpTo(8, 99)).toBe(1)
  })
})
