import type { Interval } from './findings.ts'

/** What an interval should hold the true median with. */
export const wantedCoverage = 0.95

/**
 * Interval of the median between two order statistics, with its exact coverage 1 − 2·P(Binomial(n, ½) ≤ k − 1) for the k-th value
 * from either end: the narrowest symmetric pair that reaches 95 %, else the extremes with what they reach. No assumption on the
 * distribution but that it is continuous. Source: David and Nagaraja, Order Statistics, section 7.1.
 */
export function orderStatisticInterval(values: readonly number[]): Interval | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  const [lowest, highest] = [sorted[0], sorted.at(-1)]
  if (lowest === undefined || highest === undefined || sorted.length < 2) return undefined
  const { fromEnd, coverage } = narrowestPair(sorted.length)
  return {
    low: sorted[fromEnd - 1] ?? lowest,
    high: sorted[sorted.length - fromEnd] ?? highest,
    coverage,
    method: 'order-statistic',
  }
}

function narrowestPair(n: number): { readonly fromEnd: number; readonly coverage: number } {
  let mass = 2 ** -n
  let tail = mass
  let best = { fromEnd: 1, coverage: 1 - 2 * tail }
  for (let k = 2; k <= n / 2; k++) {
    mass *= (n - k + 2) / (k - 1)
    tail += mass
    const coverage = 1 - 2 * tail
    if (coverage < wantedCoverage) break
    best = { fromEnd: k, coverage }
  }
  return best
}
