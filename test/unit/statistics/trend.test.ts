import { describe, expect, it } from 'vitest'
import { hasOutliers, isDrifting } from '../../../main/statistics/trend.ts'

describe('a drift', () => {
  it('is what rises or falls over the rounds', () => {
    expect(isDrifting([1, 2, 3, 4, 5, 6, 7])).toBe(true)
    expect(isDrifting([7, 6, 5, 4, 3, 2, 1])).toBe(true)
  })

  it('is not what goes up and down, nor anything below six rounds', () => {
    expect(isDrifting([1, 6, 2, 7, 3, 5, 4])).toBe(false)
    expect(isDrifting([5, 5, 5, 5, 5, 5, 5])).toBe(false)
    expect(isDrifting([1, 2, 3, 4, 5])).toBe(false)
  })
})

describe('outliers', () => {
  it('are far from the others in robust deviations', () => {
    expect(hasOutliers([10, 10.1, 9.9, 10.2, 9.8, 30])).toBe(true)
    expect(hasOutliers([10, 10.1, 9.9, 10.2, 9.8, 10.4])).toBe(false)
  })
})
