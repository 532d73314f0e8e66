import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decidedByHolm } from '../../../main/statistics/holm.ts'

const ps = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 })

describe('the procedure of Holm', () => {
  it('goes step by step: 0.01 ≤ 0.05/4, 0.005 ≤ 0.05/3 …', () => {
    expect(decidedByHolm([0.01, 0.04, 0.03, 0.005], 0.05)).toEqual([true, false, false, true])
  })

  it('counts what could not be tested', () => {
    expect(decidedByHolm([0.01], 0.05)).toEqual([true])
    expect(decidedByHolm([0.01], 0.05, 6)).toEqual([false])
  })

  it('decides what Bonferroni decides, and nothing that is above the level', () => {
    fc.assert(
      fc.property(ps, (given) => {
        const decided = decidedByHolm(given, 0.05)
        given.forEach((p, index) => {
          if (p <= 0.05 / given.length) expect(decided[index]).toBe(true)
          if (p > 0.05) expect(decided[index]).toBe(false)
        })
      }),
    )
  })
})
