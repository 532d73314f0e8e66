import type { Comparison, Conclusion, Effect, RelativeResult } from './findings.ts'

/** Who is ahead in a comparison, if it tells. */
export const aheadIn = (comparison: Conclusion): string | undefined =>
  comparison.verdict === 'ahead' ? comparison.winner : undefined

/**
 * A variant that nobody is ahead of, if there is one, and of these the one that is ahead of most; of several, the first of
 * `variants`, which come best median first. Everything else is told in relation to it, because "undecided" does not carry over from
 * pair to pair.
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

/** How a variant of a comparison stands to the other; with too few rounds in common nothing is decided either. */
export function standingIn(comparison: Conclusion, variant: string): 'ahead' | 'behind' | 'equal' | 'undecided' {
  switch (comparison.verdict) {
    case 'ahead':
      return comparison.winner === variant ? 'ahead' : 'behind'
    case 'equal':
      return 'equal'
    case 'undecided':
    case 'not-compared':
      return 'undecided'
  }
}

/** A variant seen from the leader. */
export function relativeTo(leader: string, variant: string, comparisons: readonly Comparison[]): RelativeResult {
  const comparison = comparisons.find(({ a, b }) => (a === variant && b === leader) || (a === leader && b === variant))
  if (!comparison) return { variant, relation: 'not-compared', rounds: 0 }
  const { effect } = comparison
  return {
    variant,
    ...relationOf(comparison, variant),
    rounds: effect.values.length,
    effect: comparison.a === variant ? shown(effect) : inverse(effect),
  }
}

function relationOf(comparison: Comparison, variant: string): Pick<RelativeResult, 'relation' | 'precision'> {
  switch (comparison.verdict) {
    case 'ahead':
      return { relation: comparison.winner === variant ? 'ahead' : 'behind' }
    case 'undecided': {
      const { couldFind, moreRounds } = comparison
      const precision = {
        ...(couldFind !== undefined && { couldFind }),
        ...(moreRounds !== undefined && { moreRounds }),
      }
      return { relation: 'undecided', precision }
    }
    case 'equal':
    case 'not-compared':
      return { relation: comparison.verdict }
  }
}

type ShownEffect = Pick<Effect, 'scale' | 'median' | 'interval'>

const shown = ({ scale, median, interval }: ShownEffect): ShownEffect => ({
  scale,
  median,
  ...(interval && { interval }),
})

/** The same effect seen from the other side. */
export function inverse({ scale, median, interval }: ShownEffect): ShownEffect {
  const turn = (value: number) => (scale === 'ratio' ? 1 / value : -value)
  return {
    scale,
    median: turn(median),
    ...(interval && { interval: { ...interval, low: turn(interval.high), high: turn(interval.low) } }),
  }
}
