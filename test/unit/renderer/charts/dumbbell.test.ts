import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Estimate } from '../../../../main/findings/findings.ts'
import { domainOf, dumbbell } from '../../../../renderer/charts/dumbbell.ts'

const estimate = (low: number, median: number, high: number): Estimate => ({
  values: [low, median, high],
  median,
  interval: { low, high, coverage: 0.75, method: 'order-statistic' },
})

describe('two intervals on one line', () => {
  it('lie in their order inside of the width, whatever their numbers', () => {
    const numbers = fc.tuple(...Array.from({ length: 3 }, () => fc.double({ min: 1e-6, max: 1e12, noNaN: true })))
    fc.assert(
      fc.property(numbers, numbers, (first, second) => {
        const [a, b] = [first, second].map((three) => {
          const [low = 0, median = 0, high = 0] = three.toSorted((one, other) => one - other)
          return estimate(low, median, high)
        })
        const drawn = dumbbell({ a, b }, domainOf([a, b]) ?? expect.fail('a domain'), 200)
        for (const mark of [drawn.a, drawn.b]) {
          if (!mark) expect.fail('both are drawn')
          const places = [0, mark.from, mark.middle, mark.to, 200]
          expect(places).toEqual(places.toSorted((one, other) => one - other))
        }
      }),
    )
  })

  it('share one scale, on which 1 is marked where it belongs', () => {
    const domain = domainOf([estimate(0.5, 0.8, 1), estimate(1, 1.2, 1.5)]) ?? expect.fail('a domain')
    const drawn = dumbbell({ a: estimate(0.5, 0.8, 1), b: estimate(1, 1.2, 1.5) }, domain, 100)
    expect(drawn.one).toBeCloseTo(drawn.a?.to ?? 0)
    expect(drawn.one).toBeCloseTo(drawn.b?.from ?? 0)
    expect(dumbbell({ a: estimate(2, 3, 4) }, { low: 2, high: 4 }, 100).one).toBeUndefined()
  })

  it('are none without estimates, and a dot without an interval', () => {
    expect(domainOf([undefined, undefined])).toBeUndefined()
    const alone: Estimate = { values: [5], median: 5 }
    const { a, b } = dumbbell({ a: alone }, domainOf([alone]) ?? expect.fail('a domain'), 100)
    expect(a).toEqual({ middle: 50, from: 50, to: 50 })
    expect(b).toBeUndefined()
  })
})
