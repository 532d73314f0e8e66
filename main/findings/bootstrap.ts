import { seededRandom } from '../system/random.ts'

const drawn = 2_000
/** Every drawn resample counts twice, as drawn and mirrored, so that b over a is exactly the inverse of a over b. */
const resamples = 2 * drawn
/**
 * With 2.5 % the interval of a median of 8 to 20 values holds the true one in 91 to 96 % of simulated experiments (normal, skewed
 * and heavy-tailed alike), with 1 % in 93 to 98 %: a percentile bootstrap of so few values is too sure of itself.
 */
const tailShare = 0.01

/** Ranks (from 0) of the two middle values of a resample, the same one where n is odd, and how often they were drawn. */
interface MiddleRanks {
  readonly low: number
  readonly high: number
  readonly times: number
}

/** Percentile bootstrap interval of the median of sorted values, made to hold it with about 95 %. */
export type Bootstrap = (sorted: readonly number[]) => { readonly low: number; readonly high: number }

/**
 * A bootstrap that draws with `seed`. The median of a resample depends on which ranks were drawn and on nothing else, so that the
 * ranks are drawn once for each n and serve all series of that length, whatever the order of their values.
 */
export function seededBootstrap(seed: number): Bootstrap {
  const ranksOf = new Map<number, readonly MiddleRanks[]>()
  return (sorted) => {
    const n = sorted.length
    const ranks = ranksOf.get(n) ?? drawRanks(n, seed)
    ranksOf.set(n, ranks)
    const medians = ranks
      .map(({ low, high, times }) => ({ median: ((sorted[low] ?? NaN) + (sorted[high] ?? NaN)) / 2, times }))
      .sort((a, b) => a.median - b.median)
    return { low: atTail(medians), high: atTail(medians.toReversed()) }
  }
}

/** The first value up to which, itself included, the tail's share of all resamples lies. */
function atTail(medians: readonly { readonly median: number; readonly times: number }[]): number {
  let seen = 0
  return medians.find(({ times }) => (seen += times) >= resamples * tailShare)?.median ?? NaN
}

function drawRanks(n: number, seed: number): readonly MiddleRanks[] {
  const random = seededRandom(seed)
  const times = new Map<number, number>()
  const count = (low: number, high: number) => times.set(low * n + high, (times.get(low * n + high) ?? 0) + 1)
  for (let resample = 0; resample < drawn; resample++) {
    const ranks = Array.from({ length: n }, () => Math.floor(random() * n)).sort((a, b) => a - b)
    const low = ranks[Math.ceil(n / 2) - 1] ?? 0
    const high = ranks[Math.floor(n / 2)] ?? 0
    count(low, high)
    count(n - 1 - high, n - 1 - low)
  }
  return [...times].map(([pair, counted]) => ({ low: Math.floor(pair / n), high: pair % n, times: counted }))
}
