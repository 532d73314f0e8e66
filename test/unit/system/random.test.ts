import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom, shuffled } from '../../../main/system/random.ts'

const take = (random: () => number, count: number) => Array.from({ length: count }, random)

describe('seededRandom', () => {
  it('gives the same numbers for the same seed, and others for another one', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 32 - 1), (seed) => {
        const numbers = take(seededRandom(seed), 5)
        expect(take(seededRandom(seed), 5)).toEqual(numbers)
        expect(take(seededRandom(seed + 1), 5)).not.toEqual(numbers)
        for (const number of numbers) expect(number >= 0 && number < 1).toBe(true)
      }),
    )
  })

  it('spreads evenly', () => {
    const counts = [0, 0, 0, 0]
    for (const number of take(seededRandom(1), 4000)) {
      const quarter = Math.floor(number * 4)
      counts[quarter] = (counts[quarter] ?? 0) + 1
    }
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(120)
  })
})

describe('shuffled', () => {
  it('keeps every item once and the original as it is', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.nat(), (items, seed) => {
        const original = [...items]
        const result = shuffled(items, seededRandom(seed))
        expect(items).toEqual(original)
        expect([...result].sort((a, b) => a - b)).toEqual([...items].sort((a, b) => a - b))
      }),
    )
  })

  it('puts every item in every place about as often', () => {
    const firsts = new Map<string, number>()
    for (let seed = 0; seed < 3000; seed++) {
      const [first = ''] = shuffled(['a', 'b', 'c'], seededRandom(seed))
      firsts.set(first, (firsts.get(first) ?? 0) + 1)
    }
    for (const count of firsts.values()) expect(Math.abs(count - 1000)).toBeLessThan(120)
  })
})
