import fc from 'fast-check'
import { median } from 'simple-statistics'
import { describe, expect, it } from 'vitest'
import { orderStatisticInterval } from '../../../main/findings/order-statistic-interval.ts'
import { seededRandom } from '../../../main/system/random.ts'

const oneTo = (n: number): readonly number[] => Array.from({ length: n }, (_, index) => index + 1)

describe('the order-statistic interval of a median', () => {
  // Coverages by the binomial distribution, worked out by hand.
  it.each([
    { n: 2, low: 1, high: 2, coverage: 0.5 },
    { n: 3, low: 1, high: 3, coverage: 0.75 },
    { n: 5, low: 1, high: 5, coverage: 0.9375 },
    { n: 6, low: 1, high: 6, coverage: 0.96875 },
    { n: 8, low: 1, high: 8, coverage: 0.9921875 },
    { n: 9, low: 2, high: 8, coverage: 0.9609375 },
    { n: 10, low: 2, high: 9, coverage: 0.978515625 },
    { n: 20, low: 6, high: 15, coverage: 0.9586105346679688 },
  ])('of $n values lies between the ranks $low and $high', ({ n, low, high, coverage }) => {
    const interval = orderStatisticInterval(oneTo(n).toReversed())
    expect(interval).toMatchObject({ low, high, method: 'order-statistic' })
    expect(interval?.coverage).toBeCloseTo(coverage, 10)
  })

  it('does not exist for fewer than two values', () => {
    expect(orderStatisticInterval([])).toBeUndefined()
    expect(orderStatisticInterval([1])).toBeUndefined()
  })

  it('contains the median', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 2, maxLength: 60 }),
        (values) => {
          const interval = orderStatisticInterval(values)
          const middle = median(values)
          return interval !== undefined && interval.low <= middle && middle <= interval.high
        },
      ),
    )
  })

  it('reaches 95 % from six values on, and says so when it does not', () => {
    for (const n of oneTo(200).slice(1)) {
      const { coverage } = orderStatisticInterval(oneTo(n)) ?? { coverage: 0 }
      expect(coverage >= 0.95).toBe(n >= 6)
      expect(coverage).toBeLessThan(1)
    }
  })

  it.each([3, 6, 9, 10])('holds the true median of a skewed distribution as often as it says, n=%i', (n) => {
    const random = seededRandom(n)
    const trueMedian = Math.log(2)
    const experiments = 4_000
    let held = 0
    let promised = 0
    for (let experiment = 0; experiment < experiments; experiment++) {
      const interval = orderStatisticInterval(Array.from({ length: n }, () => -Math.log(1 - random())))
      if (interval && interval.low <= trueMedian && trueMedian <= interval.high) held++
      promised = interval?.coverage ?? 0
    }
    expect(Math.abs(held / experiments - promised)).toBeLessThan(0.02)
  })
})
