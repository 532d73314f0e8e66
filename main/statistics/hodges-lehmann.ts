import { rankSumUpTo } from './rank-sum.ts'
import { signedRankUpTo } from './signed-rank.ts'

/** Where the middle of a distribution lies, from all averages of two values, or from all differences between two samples. */
export interface Shift {
  /** Sorted; their median is the estimate. */
  readonly pairs: readonly number[]
  /** P(statistic ≤ k) where the true shift is zero. */
  readonly upTo: (k: number) => number
}

/**
 * Hodges–Lehmann's shift of values from zero, e.g. of log ratios paired by round. Exact for values that are symmetric around it.
 * Source: Hollander, Wolfe and Chicken, Nonparametric Statistical Methods, section 3.2 and 3.3.
 */
export function shiftOf(values: readonly number[]): Shift {
  const pairs = new Float64Array((values.length * (values.length + 1)) / 2)
  let at = 0
  for (const [index, one] of values.entries())
    for (let other = index; other < values.length; other++) pairs[at++] = (one + (values[other] ?? NaN)) / 2
  return { pairs: [...pairs.sort()], upTo: (k) => signedRankUpTo(values.length, k) }
}

/** The same of two samples that are not paired: how far `b` lies above `a`. Source: the same book, section 4.2 and 4.3. */
export function shiftBetween(a: readonly number[], b: readonly number[]): Shift {
  const pairs = Float64Array.from(a.flatMap((one) => b.map((other) => other - one)))
  return { pairs: [...pairs.sort()], upTo: (k) => rankSumUpTo(a.length, b.length, k) }
}

export const estimateOf = ({ pairs }: Shift): number => {
  const middle = pairs.length >> 1
  const [low, high] = [pairs[pairs.length % 2 === 0 ? middle - 1 : middle], pairs[middle]]
  return ((low ?? NaN) + (high ?? NaN)) / 2
}

/**
 * The narrowest interval that misses the shift with a probability of at most `alpha`, and the one it has. Undefined where there are
 * too few values for any: of paired ones below six for 5 %.
 */
export function intervalOf({ pairs, upTo }: Shift, alpha: number) {
  let outside = 0
  while (outside < pairs.length / 2 && 2 * upTo(outside) <= alpha) outside += 1
  const [low, high] = [pairs[outside - 1], pairs[pairs.length - outside]]
  if (low === undefined || high === undefined) return undefined
  return { low, high, coverage: 1 - 2 * upTo(outside - 1) }
}

/** One-sided p: how surprising the pairs are where the shift is at most `bound`. What is equal to the bound counts against it. */
export const pAbove = ({ pairs, upTo }: Shift, bound: number): number =>
  upTo(pairs.length - pairs.filter((pair) => pair > bound).length)

/** The same where the shift is at least `bound`. */
export const pBelow = ({ pairs, upTo }: Shift, bound: number): number =>
  upTo(pairs.length - pairs.filter((pair) => pair < bound).length)

/** Two-sided p of there being no shift. */
export const pOfNone = (shift: Shift): number => Math.min(1, 2 * Math.min(pAbove(shift, 0), pBelow(shift, 0)))

/** p of the shift being `margin` or more to either side: two one-sided tests. Source: Schuirmann, J. Pharmacokin. Biopharm. 15 (1987). */
export const pOfDifferent = (shift: Shift, margin: number): number =>
  Math.max(pAbove(shift, -margin), pBelow(shift, margin))
