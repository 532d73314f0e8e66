/** Share of all signs whose positive ranks add up to at most each sum: what tables of the test are made of. */
const distributions = new Map<number, readonly number[]>()

/**
 * Wilcoxon's signed-rank test that the median is not above 0, exact. Zeros are left out; of equal sizes the one against the alternative
 * ranks higher, so that ties never make it surer than it is. Source: Wilcoxon, Biometrics Bulletin 1 (1945), 80–83.
 * @returns the one-sided p value, 1 without values
 */
export function signedRankAbove(values: readonly number[]): number {
  const counted = values.filter((value) => value !== 0)
  const n = counted.length
  const negative = counted
    .toSorted((a, b) => Math.abs(a) - Math.abs(b) || b - a)
    .reduce((sum, value, index) => sum + (value < 0 ? index + 1 : 0), 0)
  return distributionOf(n)[negative] ?? 1
}

/** Two-sided: that the median is not 0. */
export const signedRank = (values: readonly number[]): number =>
  Math.min(1, 2 * Math.min(signedRankAbove(values), signedRankAbove(values.map((value) => -value))))

function distributionOf(n: number): readonly number[] {
  const kept = distributions.get(n)
  if (kept) return kept
  const most = (n * (n + 1)) / 2
  const ways: number[] = Array.from({ length: most + 1 }, (_, sum) => (sum === 0 ? 1 : 0))
  for (let rank = 1; rank <= n; rank++)
    for (let sum = most; sum >= rank; sum--) ways[sum] = (ways[sum] ?? 0) + (ways[sum - rank] ?? 0)
  const all = 2 ** n
  let total = 0
  const shares = ways.map((count) => (total += count) / all)
  distributions.set(n, shares)
  return shares
}
