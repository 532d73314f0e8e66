import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { balancedOrders } from '../../../main/statistics/balanced-orders.ts'

const items = (n: number) => Array.from({ length: n }, (_, index) => `variant ${String(index)}`)
/** Rounds of a whole block. */
const blockOf = (n: number) => [1, 1, 2, 6][n] ?? (n % 2 === 0 ? n : 2 * n)
const seed = fc.integer({ min: 0, max: 2 ** 32 - 1 })
const counts = (all: readonly string[]) =>
  new Set([...Map.groupBy(all, (each) => each).values()].map(({ length }) => length))

describe('balanced orders', () => {
  it('have every item once a round', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 25 }), seed, (n, rounds, drawn) => {
        const orders = balancedOrders(items(n), rounds, drawn)
        expect(orders).toHaveLength(rounds)
        for (const order of orders) expect(order.toSorted()).toEqual(items(n))
      }),
    )
  })

  it('have each item in each place, and after each other one, equally often in a block', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 9 }), seed, (n, drawn) => {
        const orders = balancedOrders(items(n), blockOf(n), drawn)
        const placed = orders.flatMap((order) => order.map((item, place) => `${item} ${String(place)}`))
        const pairs = orders.flatMap((order) => order.slice(1).map((item, index) => `${order[index] ?? ''} ${item}`))
        expect(counts(placed).size).toBe(1)
        expect(new Set(placed).size).toBe(n * n)
        expect(counts(pairs).size).toBe(1)
        expect(new Set(pairs).size).toBe(n * (n - 1))
      }),
    )
  })

  it('use each order of three once in six rounds', () => {
    expect(new Set(balancedOrders(items(3), 6, 1).map((order) => order.join())).size).toBe(6)
  })

  it('are drawn from the seed', () => {
    expect(balancedOrders(items(4), 12, 7)).toEqual(balancedOrders(items(4), 12, 7))
    expect(balancedOrders(items(4), 12, 7)).not.toEqual(balancedOrders(items(4), 12, 8))
  })

  it('throws nothing out where there is nothing to order', () => {
    expect(balancedOrders([], 2, 1)).toEqual([[], []])
  })
})
