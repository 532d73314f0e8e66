import fc from 'fast-check'
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

const values = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 6, maxLength: 12 })

/** By ranks of absolute values and all patterns of signs; without zeros and ties. */
function pByRanks(sample: readonly number[]): number {
  const sorted = sample.toSorted((a, b) => Math.abs(a) - Math.abs(b))
  const observed = sorted.reduce((sum, value, index) => sum + (value > 0 ? index + 1 : 0), 0)
  let count = 0
  for (let signs = 0; signs < 2 ** sample.length; signs++) {
    let sum = 0
    for (let index = 0; index < sample.length; index++) if (signs & (1 << index)) sum += index + 1
    if (sum >= observed) count++
  }
  return count / 2 ** sample.length
}

describe('the shift of paired values', () => {
  it('is the median of all averages of two', () => {
    expect(estimateOf(shiftOf([1, 2, 6]))).toBe(2.75)
    expect(estimateOf(shiftOf([1, 3]))).toBe(2)
  })

  it('has the p that ranks and all sign patterns give', () => {
    const sample = [3, -1, 4, 1.5, -9, 2.6, 5.3, 8.9]
    expect(pAbove(shiftOf(sample), 0)).toBeCloseTo(pByRanks(sample), 12)
    expect(pBelow(shiftOf(sample), 0)).toBeCloseTo(pByRanks(sample.map((value) => -value)), 12)
  })

  it('has an interval of 96.9 % from six values and none from five', () => {
    expect(intervalOf(shiftOf([1, 2, 3, 4, 5, 6]), 0.05)).toEqual({ low: 1, high: 6, coverage: 1 - 2 / 64 })
    expect(intervalOf(shiftOf([1, 2, 3, 4, 5]), 0.05)).toBeUndefined()
  })

  it('has an interval that holds the estimate, and leaves zero out just where the test does', () => {
    fc.assert(
      fc.property(values, (sample) => {
        const shift = shiftOf(sample)
        const { low, high } = intervalOf(shift, 0.05) ?? { low: NaN, high: NaN }
        expect(low).toBeLessThanOrEqual(estimateOf(shift))
        expect(high).toBeGreaterThanOrEqual(estimateOf(shift))
        expect(low > 0 || high < 0).toBe(pOfNone(shift) <= 0.05)
      }),
    )
  })

  it('counts zeros and ties against a difference', () => {
    expect(pOfNone(shiftOf([0, 0, 0, 0, 0, 0]))).toBe(1)
    expect(pOfNone(shiftOf([0, 1, 1, 1, 1, 1]))).toBeGreaterThan(pOfNone(shiftOf([0.1, 1, 1, 1, 1, 1])))
  })

  it('is within a margin where both one-sided tests say so', () => {
    expect(pOfDifferent(shiftOf([0.01, -0.01, 0.02, -0.02, 0, 0.01]), 0.05)).toBe(1 / 64)
    expect(pOfDifferent(shiftOf([0.06, 0.07, 0.05, 0.06, 0.08, 0.06]), 0.05)).toBeGreaterThan(0.5)
  })
})

describe('the shift between two samples', () => {
  it('is the median of all differences', () => {
    expect(estimateOf(shiftBetween([1, 2, 3], [11, 12, 14]))).toBe(10)
  })

  it('turns its sign when the samples change places', () => {
    fc.assert(
      fc.property(values, values, (a, b) => {
        const [there, back] = [shiftBetween(a, b), shiftBetween(b, a)]
        expect(estimateOf(there)).toBeCloseTo(-estimateOf(back), 9)
        expect(pOfNone(there)).toBeCloseTo(pOfNone(back), 12)
      }),
    )
  })
})
