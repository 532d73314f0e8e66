import { sampleStandardDeviation } from 'simple-statistics'
import { estimateOf, pAbove, pOfDifferent, pOfNone, shiftOf, type Shift } from '../statistics/hodges-lehmann.ts'
import { decidedByHolm } from '../statistics/holm.ts'
import { smallestShift, valuesToShow } from '../statistics/power.ts'
import { fewestRounds } from '../statistics/promises.ts'
import type { Decision, Precision } from './findings.ts'
import type { Look } from './looks.ts'

/** What words tell of the rules. */
export { fewestRounds }
/** Two variants differ by less than this where they count as equal. */
export const equalWithin = 0.05
/** On the scale of log ratios, to either side. */
const margin = Math.log1p(equalWithin)
/** More rounds than these are out of reach. */
const mostRounds = 1_000

/** What two variants gave in the rounds that both have: ratios or differences, a to b. */
export interface PairedRounds {
  readonly scale: 'ratio' | 'difference'
  readonly byRound: ReadonlyMap<number, number>
  /** Who is ahead where they lie above 1, or above 0, and where below. */
  readonly winnerWhere: { readonly above: string; readonly below: string }
}

/**
 * Decides a family of comparisons, so that the chance of any false one is at most the sum of what its looks spend: Holm's procedure
 * at each look over the whole family, and what was decided at one look stays decided (Bonferroni over looks). Of each pair two things
 * are tried, that there is no difference and that there is one of the margin or more; at most one of them is true, so that a pair
 * counts once.
 */
export function decide<P extends PairedRounds>(family: readonly P[], looks: readonly Look[]): ReadonlyMap<P, Decision> {
  const decided = new Map<P, Decision>()
  for (const { round, alpha } of looks) {
    const judged = family
      .filter((pair) => !decided.has(pair))
      .flatMap((pair) => {
        const values = valuesUntil(pair, round)
        return values.length < fewestRounds ? [] : [{ pair, ...judge(pair, values) }]
      })
    // What an earlier look decided needs no share any more: it was right, or the error has been made.
    const size = family.length - decided.size
    const isDecided = decidedByHolm(
      judged.map(({ p }) => p),
      alpha,
      size,
    )
    for (const [index, { pair, decision }] of judged.entries()) if (isDecided[index]) decided.set(pair, decision)
  }
  const size = Math.max(1, family.length - decided.size)
  const alpha = (looks.at(-1)?.alpha ?? 0) / size
  return new Map(family.map((pair) => [pair, decided.get(pair) ?? leftOpen(pair, alpha)]))
}

const valuesUntil = ({ byRound, scale }: PairedRounds, last: number): readonly number[] =>
  [...byRound].flatMap(([round, value]) => (round <= last ? [scale === 'ratio' ? Math.log(value) : value] : []))

/** The decision that would be the surest, and how surprising the values are where it is wrong. */
function judge(pair: PairedRounds, values: readonly number[]): { readonly p: number; readonly decision: Decision } {
  const shift = shiftOf(values)
  const ofNone = pOfNone(shift)
  const ofDifferent = pOfUnequal(pair, shift, values)
  if (ofDifferent <= ofNone) return { p: ofDifferent, decision: { verdict: 'equal' } }
  const isAbove = pAbove(shift, 0) < 0.5
  return { p: ofNone, decision: { verdict: 'ahead', winner: pair.winnerWhere[isAbove ? 'above' : 'below'] } }
}

/** Of what may be zero there is no margin: equal is what never differs. */
function pOfUnequal({ scale }: PairedRounds, shift: Shift, values: readonly number[]): number {
  if (scale === 'ratio') return pOfDifferent(shift, margin)
  return values.every((value) => value === 0) ? 0 : 1
}

function leftOpen(pair: PairedRounds, alpha: number): Decision {
  const values = valuesUntil(pair, Infinity)
  if (values.length < fewestRounds) return { verdict: 'not-compared' }
  return { verdict: 'undecided', ...(pair.scale === 'ratio' && alpha > 0 && precisionOf(values, alpha)) }
}

/** By the spread of the rounds that there are. */
function precisionOf(values: readonly number[], alpha: number): Precision {
  const spread = sampleStandardDeviation([...values])
  const couldFind = Math.expm1(smallestShift(spread, values.length, alpha))
  const seen = Math.abs(estimateOf(shiftOf(values)))
  // What is nearer to a difference than to none takes showing the difference; the rest takes showing that it is within the margin.
  const toShow = Math.max(seen, margin - seen)
  const moreRounds = Math.max(1, valuesToShow(toShow, spread, alpha) - values.length)
  return {
    ...(Number.isFinite(couldFind) && { couldFind }),
    ...(moreRounds <= mostRounds && { moreRounds }),
  }
}
