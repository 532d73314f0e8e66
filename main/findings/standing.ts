import type { Comparison, Estimate } from './findings.ts'
import { inverse } from './wording.ts'

/** One variant seen from the leader. */
export interface Standing {
  readonly variant: string
  /** `apart`: the interval excludes 1; `ranked` says whether that counts as a ranking. No ratio: no round in common. */
  readonly relation: 'apart' | 'not-distinguishable' | 'not-compared'
  readonly ranked: boolean
  /** Of this variant to the leader. */
  readonly ratio?: Pick<Estimate, 'median' | 'interval'>
}

/** Who is ahead in a comparison, if it tells. */
export function aheadIn(comparison: Comparison): string | undefined {
  switch (comparison.verdict) {
    case 'better':
      return comparison.winner
    case 'indicative':
      return comparison.leader
    case 'not-distinguishable':
      return undefined
  }
}

/**
 * A variant that nobody is ahead of, if there is one, and of these the one that is ahead of most; of several, the first of
 * `variants`, which come best median first. Everything else is told in relation to it, because "not distinguishable" does not
 * carry over from pair to pair.
 */
export function leaderOf(variants: readonly string[], comparisons: readonly Comparison[]): string | undefined {
  const decided = comparisons.filter((comparison) => aheadIn(comparison) !== undefined)
  const records = variants.map((variant) => {
    const own = decided.filter(({ a, b }) => a === variant || b === variant)
    const won = own.filter((comparison) => aheadIn(comparison) === variant).length
    return { variant, won, lost: own.length - won }
  })
  return records.sort((a, b) => Number(a.lost > 0) - Number(b.lost > 0) || b.won - b.lost - (a.won - a.lost))[0]
    ?.variant
}

export function standingOf(variant: string, leader: string, comparisons: readonly Comparison[]): Standing {
  const comparison = comparisons.find(({ a, b }) => (a === variant && b === leader) || (a === leader && b === variant))
  if (!comparison) return { variant, relation: 'not-compared', ranked: false }
  return {
    variant,
    relation: aheadIn(comparison) === undefined ? 'not-distinguishable' : 'apart',
    ranked: comparison.verdict === 'better',
    ratio: comparison.a === variant ? comparison.ratio : inverse(comparison.ratio),
  }
}
