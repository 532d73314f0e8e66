import { cumulate } from './signed-rank.ts'

const known = new Map<string, readonly number[]>()

/**
 * P(U ≤ u) for how often a value of the second of two samples of one distribution, of `m` and `n` values, lies below one of the
 * first, exactly. Source of the recursion: Mann and Whitney, Annals of Mathematical Statistics 18 (1947), 50–60.
 */
export function rankSumUpTo(m: number, n: number, u: number): number {
  if (u < 0) return 0
  const key = `${String(m)} ${String(n)}`
  const cumulated = known.get(key) ?? cumulate(distribution(m, n))
  known.set(key, cumulated)
  return cumulated[Math.min(Math.floor(u), cumulated.length - 1)] ?? 1
}

/** The largest of all values is of the first sample, and then above all `n` of the second, or it is of the second. */
function distribution(m: number, n: number): readonly number[] {
  let row = Array.from({ length: n + 1 }, () => [1])
  for (let ofFirst = 1; ofFirst <= m; ofFirst++) {
    const next: number[][] = [[1]]
    for (let ofSecond = 1; ofSecond <= n; ofSecond++) {
      const [above, below] = [row[ofSecond] ?? [], next[ofSecond - 1] ?? []]
      const share = ofFirst / (ofFirst + ofSecond)
      next.push(
        Array.from(
          { length: ofFirst * ofSecond + 1 },
          (_, u) => share * (above[u - ofSecond] ?? 0) + (1 - share) * (below[u] ?? 0),
        ),
      )
    }
    row = next
  }
  return row[n] ?? [1]
}
