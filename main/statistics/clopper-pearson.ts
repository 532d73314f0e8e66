/** Halvings of an interval from 0 to 1: far below what anybody prints. */
const halvings = 50

/**
 * The exact interval of a share that was seen `count` times in `trials`: it holds the true share with `coverage` or more.
 * Source: Clopper and Pearson, Biometrika 26 (1934).
 */
export function clopperPearson(
  count: number,
  trials: number,
  coverage = 0.95,
): { readonly low: number; readonly high: number } {
  const tail = (1 - coverage) / 2
  return {
    low: count === 0 ? 0 : shareWhere((share) => 1 - atMost(count - 1, trials, share) > tail),
    high: count === trials ? 1 : shareWhere((share) => atMost(count, trials, share) < tail),
  }
}

/** The smallest share that passes; those above it pass, too. */
function shareWhere(passes: (share: number) => boolean): number {
  let [low, high] = [0, 1]
  for (let step = 0; step < halvings; step++) {
    const middle = (low + high) / 2
    if (passes(middle)) high = middle
    else low = middle
  }
  return (low + high) / 2
}

/** P(X ≤ count) of a binomial X. In logarithms, since single terms may be smaller than any number. */
function atMost(count: number, trials: number, share: number): number {
  let logTerm = trials * Math.log1p(-share)
  let sum = 0
  for (let k = 0; k <= count; k++) {
    sum += Math.exp(logTerm)
    logTerm += Math.log((trials - k) / (k + 1)) + Math.log(share) - Math.log1p(-share)
  }
  return Math.min(1, sum)
}
