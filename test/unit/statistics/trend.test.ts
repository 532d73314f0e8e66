import { describe, expect, it } from 'vitest'
import { seededRandom } from '../../../main/system/random.ts'
import { hasOutliers, isDrifting } from '../../../main/statistics/trend.ts'

describe('a series', () => {
  it('drifts where it rises or falls throughout', () => {
    expect(isDrifting([1, 2, 3, 4, 5, 6, 7])).toBe(true)
    expect(isDrifting([7, 6, 5, 4, 3, 2, 1])).toBe(true)
    expect(isDrifting([1, 2, 3, 4, 5])).toBe(false)
    expect(isDrifting([3, 1, 4, 2, 3, 1, 4, 2])).toBe(false)
  })

  it('is told to drift by chance in at most one of a hundred', () => {
    const random = seededRandom(1)
    const told = Array.from({ length: 4_000 }, () => isDrifting(Array.from({ length: 12 }, random)))
    expect(told.filter(Boolean).length / told.length).toBeLessThan(0.012)
  })

  it('has outliers where one is far from all others', () => {
    expect(hasOutliers([10, 11, 10, 12, 11, 30])).toBe(true)
    expect(hasOutliers([10, 11, 10, 12, 11, 13])).toBe(false)
    expect(hasOutliers([5, 5, 5, 5, 5, 5])).toBe(false)
  })
})
