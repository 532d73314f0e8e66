import { seededRandom, shuffled } from '../system/random.ts'

/** Up to this many items every order is used; there are too many orders of more. */
const allOrdersUpTo = 3

/**
 * Orders of items for as many rounds as asked, in blocks: within a whole block each item stands in each place equally often, and
 * follows each other item equally often, so that neither drift nor what the one before left behind favours any. Which item is
 * which, and the order of the block's rounds, are drawn anew for each block.
 * Source of the square: Williams, Australian Journal of Scientific Research A 2 (1949), 149–168.
 */
export function balancedOrders<T>(items: readonly T[], rounds: number, seed: number): readonly (readonly T[])[] {
  const rows = items.length <= allOrdersUpTo ? permutations(items.length) : williams(items.length)
  const random = seededRandom(seed)
  const orders: (readonly T[])[] = []
  while (orders.length < rounds) {
    const named = shuffled(items, random)
    orders.push(
      ...shuffled(rows, random).map((row) =>
        row.flatMap((index) => {
          const item = named[index]
          return item === undefined ? [] : [item]
        }),
      ),
    )
  }
  return orders.slice(0, rounds)
}

const permutations = (n: number): readonly (readonly number[])[] =>
  n === 0
    ? [[]]
    : permutations(n - 1).flatMap((rest) => Array.from({ length: n }, (_, at) => rest.toSpliced(at, 0, n - 1)))

/** n rows where n is even, 2n where it is odd, the second half the first one's mirror image. */
function williams(n: number): readonly (readonly number[])[] {
  const zigzag = Array.from({ length: n }, (_, place) => (place % 2 === 0 ? place / 2 : n - (place + 1) / 2))
  const rows = zigzag.map((_, shift) => zigzag.map((each) => (each + shift) % n))
  return n % 2 === 0 ? rows : [...rows, ...rows.map((row) => row.toReversed())]
}
