import fc from 'fast-check'
import { median } from 'simple-statistics'
import { describe, expect, it } from 'vitest'
import {
  estimateOf,
  intervalOf,
  pAbove,
  pBelow,
  pOfDifferent,
  pOfNone,
  shiftBetween,
  shiftOf,
} from '../../../main/statistics/hodges-lehmann.ts'

const value = fc.double({ min: -10, max: 10, noNaN: true })
const values = (minLength: number, maxLength = 14) => fc.array(value, { minLength, maxLength })

/** p by what it means: how many of all signs of the same sizes give a sum of positive ranks at least as large. */
function pBySigns(sizes: readonly number[]): number {
  const ranked = sizes.map(Math.abs).toSorted((a, b) => a - b)
  const rankOf = (size: number) => ranked.indexOf(Math.abs(size)) + 1
  const seen = sizes.reduce((sum, size) => sum + (size > 0 ? rankOf(size) : 0), 0)
  let asLarge = 0
  for (let signs = 0; signs < 2 ** sizes.length; signs++) {
    const sum = sizes.reduce((total, _, index) => total + ((signs >> index) & 1 ? index + 1 : 0), 0)
    if (sum >= seen) asLarge += 1
  }
  return asLarge / 2 ** sizes.length
}

describe('the shift of paired values', () => {
  // Depression scores before and after a tranquilizer: Hollander, Wolfe and Chicken, example 3.1 and 3.3.
  const scores = [-0.952, 0.147, -1.022, -0.43, -0.62, -0.59, -0.49, 0.08, -0.01]

  it('is that of the textbook', () => {
    const shift = shiftOf(scores)
    expect(estimateOf(shift)).toBeCloseTo(-0.46, 2)
    expect(intervalOf(shift, 0.04)).toEqual({
      low: expect.closeTo(-0.786, 3) as number,
      high: expect.closeTo(-0.01, 3) as number,
      coverage: expect.closeTo(0.961, 3) as number,
    })
    expect(pBelow(shift, 0)).toBeCloseTo(0.0195, 4)
  })

  it('has the p of all signs, where no two sizes are equal', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 2, maxLength: 10 }),
        fc.nat(),
        (sizes, seed) => {
          const signed = sizes.map((size, index) => ((seed >> index) & 1 ? size : -size))
          expect(pAbove(shiftOf(signed), 0)).toBeCloseTo(pBySigns(signed), 10)
        },
      ),
    )
  })

  it('has an interval that holds its estimate, and is the wider the surer', () => {
    fc.assert(
      fc.property(values(6), (given) => {
        const shift = shiftOf(given)
        const [wide, narrow] = [intervalOf(shift, 0.05), intervalOf(shift, 0.3)]
        if (!wide || !narrow) throw new Error('there is one from six values on')
        expect(wide.low).toBeLessThanOrEqual(narrow.low)
        expect(wide.high).toBeGreaterThanOrEqual(narrow.high)
        expect(narrow.low).toBeLessThanOrEqual(estimateOf(shift))
        expect(narrow.high).toBeGreaterThanOrEqual(estimateOf(shift))
        expect(wide.coverage).toBeGreaterThanOrEqual(0.95)
      }),
    )
  })

  it('has none of fewer than six values', () => {
    for (const n of [0, 1, 2, 3, 4, 5])
      expect(intervalOf(shiftOf(Array.from({ length: n }, () => 1)), 0.05)).toBeUndefined()
  })

  it('excludes zero from its interval exactly where zero is surprising', () => {
    fc.assert(
      fc.property(values(6), (given) => {
        const shift = shiftOf(given)
        const interval = intervalOf(shift, 0.05)
        const isOutside = interval !== undefined && (interval.low > 0 || interval.high < 0)
        expect(pOfNone(shift) <= 0.05).toBe(isOutside)
      }),
    )
  })

  it('moves and turns with its values', () => {
    fc.assert(
      fc.property(values(6), value, (given, by) => {
        const [here, moved, turned] = [given, given.map((each) => each + by), given.map((each) => -each)].map(shiftOf)
        if (!here || !moved || !turned) throw new Error('three')
        expect(estimateOf(moved)).toBeCloseTo(estimateOf(here) + by, 9)
        expect(estimateOf(turned)).toBeCloseTo(-estimateOf(here), 9)
        expect(pOfNone(turned)).toBeCloseTo(pOfNone(here), 9)
      }),
    )
  })

  it('is within a margin only where both sides are excluded', () => {
    const near = shiftOf([0.01, -0.01, 0.02, -0.015, 0.005, -0.004, 0.003])
    expect(pOfDifferent(near, 0.05)).toBeLessThan(0.01)
    expect(pOfDifferent(shiftOf([0.06, 0.07, 0.05, 0.08, 0.06, 0.07]), 0.05)).toBeGreaterThan(0.5)
    expect(pOfDifferent(shiftOf([-1, 1, -2, 2, -3, 3]), 0.05)).toBeGreaterThan(0.3)
  })
})

describe('the shift between two samples', () => {
  it('is the median of all differences', () => {
    fc.assert(
      fc.property(values(1, 8), values(1, 8), (a, b) => {
        const differences = a.flatMap((one) => b.map((other) => other - one))
        expect(estimateOf(shiftBetween(a, b))).toBeCloseTo(median(differences), 9)
      }),
    )
  })

  // Permeability of the human chorioamnion: Hollander, Wolfe and Chicken, example 4.1, 4.3 and 4.4.
  it('is that of the textbook', () => {
    const term = [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]
    const early = [1.15, 0.88, 0.9, 0.74, 1.21]
    const shift = shiftBetween(early, term)
    expect(pAbove(shift, 0)).toBeCloseTo(0.127, 3)
    expect(estimateOf(shift)).toBeCloseTo(0.305, 3)
    const { low = NaN, high = NaN } = intervalOf(shift, 0.04) ?? {}
    expect(low).toBeCloseTo(-0.15, 9)
    expect(high).toBeCloseTo(0.76, 9)
  })
})
