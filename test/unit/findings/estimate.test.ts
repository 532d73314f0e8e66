import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededBootstrap } from '../../../main/findings/bootstrap.ts'
import { estimate, estimateRatio } from '../../../main/findings/estimate.ts'
import { seededRandom } from '../../../main/system/random.ts'

const bootstrap = seededBootstrap(42)
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
    expect(estimateRatio([], bootstrap)).toBeUndefined()
  })

  it('has no coefficient of variation around a mean of zero', () => {
    expect(estimate([0, 0, 0])).not.toHaveProperty('coefficientOfVariation')
  })
})

describe('an estimate of ratios', () => {
  it('uses order statistics below eight values and a bootstrap from there on', () => {
    const values = [1.1, 1.2, 1.3, 1.15, 1.25, 1.18, 1.22]
    expect(estimateRatio(values, bootstrap)?.interval).toMatchObject({ method: 'order-statistic', low: 1.1, high: 1.3 })
    expect(estimateRatio([...values, 1.19], bootstrap)?.interval?.method).toBe('paired-bootstrap')
  })

  it('has an interval that contains its median', () => {
    fc.assert(
      fc.property(ratios(2), (values) => {
        const { median, interval } = estimateRatio(values, bootstrap) ?? { median: NaN }
        const slack = 1e-9 * median
        return interval !== undefined && interval.low <= median + slack && median - slack <= interval.high
      }),
    )
  })

  it('is inverse when the ratios are, also for even counts', () => {
    fc.assert(
      fc.property(ratios(1), (values) => {
        const found = estimateRatio(values, bootstrap)
        const inverse = estimateRatio(
          values.map((value) => 1 / value),
          bootstrap,
        )
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
        expect(estimateRatio(values.toReversed(), bootstrap)?.interval).toEqual(
          estimateRatio(values, bootstrap)?.interval,
        )
      }),
    )
  })

  it('is the same for the same seed', () => {
    const values = Array.from({ length: 12 }, (_, index) => 1 + index ** 2 / 100)
    expect(estimateRatio(values, seededBootstrap(42))).toEqual(estimateRatio(values, bootstrap))
  })

  it.each([8, 9, 10, 12, 15])('holds the true ratio in about 95 % of experiments, n=%i', (n) => {
    const random = seededRandom(n)
    const experiments = 2_000
    let held = 0
    for (let experiment = 0; experiment < experiments; experiment++) {
      const values = Array.from({ length: n }, () => Math.exp(0.1 * (random() + random() - 1)))
      const { low, high } = estimateRatio(values, bootstrap)?.interval ?? { low: 2, high: 0 }
      if (low <= 1 && 1 <= high) held++
    }
    expect(held / experiments).toBeGreaterThan(0.93)
    expect(held / experiments).toBeLessThan(0.99)
  })
})
