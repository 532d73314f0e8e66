import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clopperPearson } from '../../../main/statistics/clopper-pearson.ts'

describe('the exact interval of a share', () => {
  // Newcombe, Statistics in Medicine 17 (1998), table I, method 5.
  it.each([
    [81, 263, 0.2527, 0.3676],
    [15, 148, 0.0578, 0.1617],
    [0, 20, 0, 0.1684],
    [1, 29, 0.0009, 0.1776],
  ])('of %i in %i is the published one', (count, trials, low, high) => {
    const interval = clopperPearson(count, trials)
    expect(Math.abs(interval.low - low)).toBeLessThan(0.0001)
    expect(Math.abs(interval.high - high)).toBeLessThan(0.0001)
  })

  it('has the closed form where nothing was seen', () => {
    expect(clopperPearson(0, 60).high).toBeCloseTo(1 - 0.025 ** (1 / 60), 9)
    expect(clopperPearson(0, 60, 0.9).high).toBeCloseTo(1 - 0.05 ** (1 / 60), 9)
  })

  it('holds the share that was seen, and mirrors that of what was not seen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), fc.double({ min: 0, max: 1, noNaN: true }), (trials, share) => {
        const count = Math.round(share * trials)
        const { low, high } = clopperPearson(count, trials)
        const other = clopperPearson(trials - count, trials)
        expect(low).toBeLessThanOrEqual(count / trials)
        expect(high).toBeGreaterThanOrEqual(count / trials)
        expect(other.low).toBeCloseTo(1 - high, 6)
        expect(other.high).toBeCloseTo(1 - low, 6)
      }),
    )
  })
})
