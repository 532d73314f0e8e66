import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decidedByHolm } from '../../../main/statistics/holm.ts'

const ps = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 })

describe('Holm’s procedure', () => {
  it('goes on from the smallest p until one fails', () => {
    expect(decidedByHolm([0.01, 0.04, 0.03, 0.005], 0.05)).toEqual([true, false, false, true])
  })

  it('counts those of the family that could not be tested', () => {
    expect(decidedByHolm([0.01], 0.05, 5)).toEqual([true])
    expect(decidedByHolm([0.01], 0.05, 6)).toEqual([false])
  })

  it('decides all that Bonferroni would, and nothing above alpha', () => {
    fc.assert(
      fc.property(ps, (some) => {
        const decided = decidedByHolm(some, 0.05)
        for (const [index, p] of some.entries()) {
          if (p <= 0.05 / some.length) expect(decided[index]).toBe(true)
          if (p > 0.05) expect(decided[index]).toBe(false)
        }
      }),
    )
  })
})
