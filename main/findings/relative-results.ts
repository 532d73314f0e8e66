import type { Comparison, Conclusion, Estimate, RelativeResult } from './findings.ts'

/** Who is ahead in a comparison, if it tells. */
export function aheadIn(comparison: Conclusion): string | undefined {
  switch (comparison.verdict) {
    case 'better':
      return comparison.winner
    case 'indicative':
      return comparison.leader
    case 'not-distinguishable':
    case 'not-compared':
      return undefined
  }
}

/**
 * A variant that nobody is ahead of, if there is one, and of these the one that is ahead of most; of several, the first of
 * `variants`, which come best median first. Everything else is told in relation to it, because "not distinguishable" does not
 * carry over from pair to pair.
 */
export function leaderOf(variants: readonly string[], comparisons: readonly Conclusion[]): string | undefined {
  const decided = comparisons.filter((comparison) => aheadIn(comparison) !== undefined)
  const records = variants.map((variant) => {
    const own = decided.filter(({ a, b }) => a === variant || b === variant)
    const won = own.filter((comparison) => aheadIn(comparison) === variant).length
    return { variant, won, lost: own.length - won }
  })
  return records.sort((a, b) => Number(a.lost > 0) - Number(b.lost > 0) || b.won - b.lost - (a.won - a.lost))[0]
    ?.variant
}

/** How a variant of a comparison stands to the other. What is indicative decides nothing. */
export function standingIn(comparison: Conclusion, variant: string): 'ahead' | 'behind' | 'equal' | 'undecided' {
  switch (comparison.verdict) {
    case 'better':
      return comparison.winner === variant ? 'ahead' : 'behind'
    case 'indicative':
    case 'not-distinguishable':
    case 'not-compared':
      return 'undecided'
  }
}

/** A variant seen from the leader. */
export function relativeTo(leader: string, variant: string, comparisons: readonly Comparison[]): RelativeResult {
  const comparison = comparisons.find(({ a, b }) => (a === variant && b === leader) || (a === leader && b === variant))
  if (!comparison) return { variant, relation: 'not-compared', isRanked: false }
  const { median, interval } = comparison.ratio
  return {
    variant,
    relation: relationOf(comparison, variant),
    isRanked: comparison.verdict === 'better',
    ratio: comparison.a === variant ? { median, ...(interval && { interval }) } : inverse(comparison.ratio),
  }
}

function relationOf(comparison: Comparison, variant: string): RelativeResult['relation'] {
  if (comparison.verdict === 'not-compared') return 'not-compared'
  const ahead = aheadIn(comparison)
  if (ahead === undefined) return 'tied'
  return ahead === variant ? 'ahead' : 'behind'
}

/** How a variant stands to the leader of an answer. What is indicative decides nothing. */
export function standingToLeader({ relation, isRanked }: RelativeResult): 'ahead' | 'behind' | 'equal' | 'undecided' {
  switch (relation) {
    case 'ahead':
    case 'behind':
      return isRanked ? relation : 'undecided'
    case 'tied':
    case 'not-compared':
      return 'undecided'
  }
}

/** The same ratio read the other way round. */
export const inverse = ({
  median,
  interval,
}: Pick<Estimate, 'median' | 'interval'>): Pick<Estimate, 'median' | 'interval'> => ({
  median: 1 / median,
  ...(interval && { interval: { ...interval, low: 1 / interval.high, high: 1 / interval.low } }),
})
