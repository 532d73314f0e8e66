import { describe, expect, it } from 'vitest'
import { smallestShift, valuesToShow } from '../../../main/statistics/power.ts'

describe('what could be found', () => {
  it('is by the normal approximation, (1.96 + 0.84) deviations of a mean over the efficiency of ranks', () => {
    expect(smallestShift(0.1, 16, 0.05)).toBeCloseTo((2.8016 * 0.1) / Math.sqrt((16 * 3) / Math.PI), 3)
  })

  it('is found by as many values as it takes to show it', () => {
    for (const n of [6, 10, 20, 40]) {
      const needed = valuesToShow(smallestShift(0.1, n, 0.05), 0.1, 0.05)
      expect(needed).toBeGreaterThanOrEqual(n)
      expect(needed).toBeLessThanOrEqual(n + 1)
    }
  })
})
