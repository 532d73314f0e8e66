import { describe, expect, it } from 'vitest'
import { signedRankUpTo } from '../../../main/statistics/signed-rank.ts'

/** Every way to give ranks a sign, counted one by one. */
function counted(n: number, w: number): number {
  let below = 0
  for (let signs = 0; signs < 2 ** n; signs++) {
    let sum = 0
    for (let rank = 1; rank <= n; rank++) if ((signs >> (rank - 1)) & 1) sum += rank
    if (sum <= w) below += 1
  }
  return below / 2 ** n
}

describe('the distribution of signed ranks', () => {
  it.each([1, 2, 5, 6, 9, 12])('is that of all signs of %i ranks', (n) => {
    for (let w = -1; w <= (n * (n + 1)) / 2 + 1; w++) expect(signedRankUpTo(n, w)).toBeCloseTo(counted(n, w), 12)
  })

  // Critical values of the two-sided test: Wilcoxon and Wilcox, Some Rapid Approximate Statistical Procedures (1964), table 2.
  it.each([
    [6, 0.05, 0],
    [8, 0.05, 3],
    [10, 0.05, 8],
    [12, 0.05, 13],
    [15, 0.05, 25],
    [20, 0.05, 52],
    [25, 0.05, 89],
    [10, 0.01, 3],
    [15, 0.01, 15],
    [20, 0.01, 37],
  ])('has the published critical value for %i values at %f', (n, alpha, critical) => {
    expect(2 * signedRankUpTo(n, critical)).toBeLessThanOrEqual(alpha)
    expect(2 * signedRankUpTo(n, critical + 1)).toBeGreaterThan(alpha)
  })
})
