import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { estimate, estimateDifference, estimateRatio } from '../../../main/findings/estimate.ts'

const ratios = (minLength: number) =>
  fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength, maxLength: 20 })

describe('an estimate', () => {
  it('has the median, and the standard deviation over the mean', () => {
    const found = estimate([2, 4, 4, 4, 5, 5, 7, 9])
    expect(found?.median).toBe(4.5)
    expect(found?.coefficientOfVariation).toBeCloseTo(2.138089935 / 5, 9)
  })

  it('of one value has neither interval nor variation', () => {
    expect(estimate([7])).toEqual({ values: [7], median: 7 })
  })

  it('of nothing is nothing', () => {
    expect(estimate([])).toBeUndefined()
    expect(estimateRatio([])).toBeUndefined()
  })

  it('has no coefficient of variation around a mean of zero', () => {
    expect(estimate([0, 0, 0])).not.toHaveProperty('coefficientOfVariation')
  })
})

describe('an estimate of ratios', () => {
  it('takes exact signed ranks from six values on, and order statistics below', () => {
    const values = [1.1, 1.2, 1.3, 1.15, 1.25]
    expect(estimateRatio(values)?.interval).toMatchObject({ method: 'order-statistic', low: 1.1, high: 1.3 })
    expect(estimateRatio([...values, 1.18])?.interval).toMatchObject({ method: 'signed-rank', coverage: 1 - 2 / 64 })
  })

  it('has an interval that contains its median', () => {
    fc.assert(
      fc.property(ratios(2), (values) => {
        const { median, interval } = estimateRatio(values) ?? { median: NaN }
        const slack = 1e-9 * median
        return interval !== undefined && interval.low <= median + slack && median - slack <= interval.high
      }),
    )
  })

  it('is inverse when the ratios are, also for even counts', () => {
    fc.assert(
      fc.property(ratios(1), (values) => {
        const found = estimateRatio(values)
        const inverse = estimateRatio(values.map((value) => 1 / value))
        expect((found?.median ?? 0) * (inverse?.median ?? 0)).toBeCloseTo(1, 9)
        if (values.length < 2) return
        expect((found?.interval?.low ?? 0) * (inverse?.interval?.high ?? 0)).toBeCloseTo(1, 9)
        expect((found?.interval?.high ?? 0) * (inverse?.interval?.low ?? 0)).toBeCloseTo(1, 9)
      }),
    )
  })

  it('does not depend on the order of the values', () => {
    fc.assert(
      fc.property(ratios(2), (values) => {
        expect(estimateRatio(values.toReversed())?.interval).toEqual(estimateRatio(values)?.interval)
      }),
    )
  })
})

describe('an estimate of differences', () => {
  it('drops no round because of zeros', () => {
    const found = estimateDifference([0, 0, 1, 2, 0, 3])
    expect(found?.values).toHaveLength(6)
    expect(found?.median).toBe(1)
    expect(estimateDifference([0, 0, 0, 0, 0, 0])).toMatchObject({ median: 0, interval: { low: 0, high: 0 } })
  })
})
