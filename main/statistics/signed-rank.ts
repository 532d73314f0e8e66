/** Cumulated probabilities by number of values; they serve every series of that length. */
const known = new Map<number, readonly number[]>()

/**
 * P(W ≤ w) for the sum of the positive ranks of `n` values that are symmetric around zero, exactly.
 * Source of the recursion: Wilcoxon, Biometrics Bulletin 1 (1945), 80–83; each rank is positive or not with equal chance.
 */
export function signedRankUpTo(n: number, w: number): number {
  if (w < 0) return 0
  const cumulated = known.get(n) ?? distribution(n)
  known.set(n, cumulated)
  return cumulated[Math.min(Math.floor(w), cumulated.length - 1)] ?? 1
}

function distribution(n: number): readonly number[] {
  let shares = [1]
  for (let rank = 1; rank <= n; rank++)
    shares = Array.from(
      { length: shares.length + rank },
      (_, sum) => ((shares[sum] ?? 0) + (shares[sum - rank] ?? 0)) / 2,
    )
  return cumulate(shares)
}

/** Running sums of shares. */
export function cumulate(shares: readonly number[]): readonly number[] {
  let sum = 0
  return shares.map((share) => (sum += share))
}
