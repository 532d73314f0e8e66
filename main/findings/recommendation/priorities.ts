import { referencePath } from '../../experiment/paths.ts'
import type { Conclusion, RecommendationInputs } from '../findings.ts'
import type { Needs, PriorityReason, Suitability } from './recommendation.ts'

/** Candidates by what weighs most, best first. */
export interface Ranking {
  readonly order: readonly string[]
  /** Whether the priority does not tell two of them apart. */
  readonly isTied: (a: string, b: string) => boolean
  readonly reasonOf: (variant: string) => PriorityReason
}

export function rankingBy(
  priority: Needs['priority'],
  candidates: readonly string[],
  { comparisons, suitability }: Pick<RecommendationInputs, 'comparisons' | 'suitability'>,
): Ranking {
  switch (priority) {
    case 'speed':
      return bySpeed(candidates, comparisons)
    case 'memory':
      return byCount(candidates, suitability, {
        of: ({ size }) => size?.memoryBytes,
        within: 0.1,
        reason: (bytes) => ({ code: 'memory', ...(bytes !== undefined && { bytes }) }),
      })
    case 'simplicity':
      return byCount(candidates, suitability, {
        of: ({ size }) => size?.objectCount,
        within: 0,
        reason: (objects) => ({ code: 'simplicity', ...(objects !== undefined && { objects }) }),
      })
  }
}

/** Decided comparisons among the candidates only. The baseline says nothing of a CNI. */
function bySpeed(candidates: readonly string[], comparisons: readonly Conclusion[]): Ranking {
  const among = comparisons.filter(
    ({ path, a, b, verdict }) =>
      path !== referencePath && verdict !== 'not-compared' && candidates.includes(a) && candidates.includes(b),
  )
  const tallies = new Map(candidates.map((variant) => [variant, tallyOf(variant, among)]))
  const lead = (variant: string) => (tallies.get(variant)?.won ?? 0) - (tallies.get(variant)?.lost ?? 0)
  return {
    order: candidates.toSorted((a, b) => lead(b) - lead(a)),
    isTied: (a, b) => lead(a) === lead(b) || !isAheadOf(a, b, among),
    reasonOf: (variant) => ({ code: 'speed', ...(tallies.get(variant) ?? { won: 0, lost: 0, all: 0 }) }),
  }
}

interface Tally {
  readonly won: number
  readonly lost: number
  readonly all: number
}

function tallyOf(variant: string, comparisons: readonly Conclusion[]): Tally {
  const own = comparisons.filter(({ a, b }) => a === variant || b === variant)
  const ranked = own.filter((each) => each.verdict === 'ahead')
  const won = ranked.filter(({ winner }) => winner === variant).length
  return { won, lost: ranked.length - won, all: own.length }
}

/** In the comparisons of these two alone. */
function isAheadOf(a: string, b: string, comparisons: readonly Conclusion[]): boolean {
  const { won, lost } = tallyOf(
    a,
    comparisons.filter((each) => [each.a, each.b].includes(a) && [each.a, each.b].includes(b)),
  )
  return won > lost
}

interface Quantity {
  readonly of: (variant: Suitability) => number | undefined
  /** What one observation does not tell apart, as a share. */
  readonly within: number
  readonly reason: (value: number | undefined) => PriorityReason
}

/** Least first; those without a value last. */
function byCount(
  candidates: readonly string[],
  suitability: readonly Suitability[],
  { of, within, reason }: Quantity,
): Ranking {
  const valueOf = (variant: string): number => {
    const found = suitability.find((each) => each.variant === variant)
    return (found && of(found)) ?? Infinity
  }
  return {
    order: candidates.toSorted((a, b) => compare(valueOf(a), valueOf(b))),
    isTied: (a, b) => isWithin(within, valueOf(a), valueOf(b)),
    reasonOf: (variant) => reason(Number.isFinite(valueOf(variant)) ? valueOf(variant) : undefined),
  }
}

const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1)

/** What one of the two does not show does not tell them apart. */
const isWithin = (share: number, a: number, b: number): boolean =>
  a === b || a === Infinity || b === Infinity || Math.abs(a - b) <= share * Math.max(a, b)
