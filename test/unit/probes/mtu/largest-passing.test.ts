import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { largestPassing } from '../../../../main/probes/mtu/largest-passing.ts'

const searched = async (range: Parameters<typeof largestPassing>[0], limit: number) => {
  const tried: number[] = []
  const found = await largestPassing(range, (size) => {
    tried.push(size)
    return Promise.resolve(size <= limit)
  })
  return { found, tried }
}

const range = fc
  .record({
    low: fc.integer({ min: 576, max: 9_000 }),
    span: fc.nat(9_000),
    guesses: fc.array(fc.nat(20_000), { maxLength: 3 }),
  })
  .map(({ low, span, guesses }) => ({ low, high: low + span, guesses }))

describe('the largest that passes', () => {
  it('is found whatever the limit and the guesses, within the range and with no size tried twice', async () => {
    await fc.assert(
      fc.asyncProperty(range, fc.nat(20_000), async (within, limit) => {
        const { low, high, guesses } = within
        const { found, tried } = await searched(within, limit)
        expect(found).toBe(limit < low ? undefined : Math.min(limit, high))
        expect(tried.every((size) => size >= low && size <= high)).toBe(true)
        expect(new Set(tried).size).toBe(tried.length)
        expect(tried.length).toBeLessThanOrEqual(2 + 2 * guesses.length + Math.ceil(Math.log2(high - low + 1)))
      }),
    )
  })

  it('takes one try where the largest passes, and four where a guess is right', async () => {
    expect(await searched({ low: 576, high: 1500 }, 1500)).toEqual({ found: 1500, tried: [1500] })
    const guessed = await searched({ low: 576, high: 1500, guesses: [1450] }, 1450)
    expect(guessed).toEqual({ found: 1450, tried: [1500, 576, 1450, 1451] })
  })
})
