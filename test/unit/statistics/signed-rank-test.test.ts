import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { signedRank, signedRankAbove } from '../../../main/statistics/signed-rank-test.ts'

/** Values with these ranks below 0, of n. */
const withNegative = (n: number, ranks: readonly number[]) =>
  Array.from({ length: n }, (_, index) => (ranks.includes(index + 1) ? -(index + 1) : index + 1))

describe('the signed-rank test', () => {
  // Critical values, two-sided 5 % and 1 %. Source: Hollander and Wolfe, Nonparametric Statistical Methods, table A.4.
  it.each([
    [6, 0, 0.05],
    [10, 8, 0.05],
    [15, 25, 0.05],
    [20, 52, 0.05],
    [10, 3, 0.01],
    [20, 37, 0.01],
  ])('has the published critical value of n = %d: %d at %d', (n, critical, alpha) => {
    const ranksOf = (sum: number) => {
      const ranks: number[] = []
      for (let rank = n, left = sum; left > 0; rank--) {
        if (rank > left) continue
        ranks.push(rank)
        left -= rank
      }
      return ranks
    }
    expect(signedRank(withNegative(n, ranksOf(critical)))).toBeLessThanOrEqual(alpha)
    expect(signedRank(withNegative(n, ranksOf(critical + 1)))).toBeGreaterThan(alpha)
  })

  it('gives the share of all signs that are as far on one side', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 8 }),
        fc.nat(),
        (sizes, signs) => {
          const signed = (bits: number) => sizes.map((size, index) => ((bits >> index) & 1 ? -size : size))
          const below = (values: readonly number[]) =>
            values
              .toSorted((a, b) => Math.abs(a) - Math.abs(b))
              .reduce((sum, value, index) => sum + (value < 0 ? index + 1 : 0), 0)
          const all = Array.from({ length: 2 ** sizes.length }, (_, bits) => below(signed(bits)))
          const seen = signed(signs)
          expect(signedRankAbove(seen)).toBeCloseTo(all.filter((sum) => sum <= below(seen)).length / all.length, 12)
        },
      ),
    )
  })

  it('is surest when all have one sign, and knows nothing without values or of zeros', () => {
    expect(signedRank([1, 2, 3, 4, 5, 6])).toBeCloseTo(2 ** -5)
    expect([signedRank([]), signedRank([0, 0])]).toEqual([1, 1])
  })

  it('is never surer because of ties', () => {
    expect(signedRankAbove([1, 1, 1, -1])).toBeGreaterThan(signedRankAbove([2, 3, 4, -1]))
  })
})
