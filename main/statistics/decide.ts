import type { Look } from './plan-looks.ts'
import { signedRank, signedRankAbove } from './signed-rank-test.ts'

/** That a pair differs at all, or is equal within a margin; `logRatios` by round, from the first on. */
export interface Hypothesis {
  readonly logRatios: ReadonlyMap<number, number>
}

export type Decision = 'above' | 'below' | 'equal' | 'open'

/** Equal are two whose ratio is shown to be nearer to 1 than this. */
export const equalWithin = 0.05

/**
 * What is decided of each hypothesis after some looks, in their order. Within a look its alpha is shared over what is still open (Holm,
 * Scandinavian Journal of Statistics 6, 1979, 65–70); what was decided stays so. Equality is shown by two one-sided tests (Schuirmann,
 * 1987), at the look's alpha: it is no difference, and takes none of their error rate.
 */
export function decide(hypotheses: readonly Hypothesis[], looks: readonly Look[]): readonly Decision[] {
  const decisions = hypotheses.map((): Decision => 'open')
  for (const { rounds, alpha } of looks) {
    const open = hypotheses
      .flatMap((hypothesis, index) =>
        decisions[index] === 'open' ? [{ index, values: valuesUpTo(hypothesis, rounds) }] : [],
      )
      .map((one) => ({ ...one, p: signedRank(one.values) }))
      .sort((a, b) => a.p - b.p)
    const refused = open.findIndex(({ p }, index) => p > alpha / (open.length - index))
    const different = refused < 0 ? open : open.slice(0, refused)
    for (const { index, values } of different)
      decisions[index] = signedRankAbove(values) < signedRankAbove(values.map((value) => -value)) ? 'above' : 'below'
    for (const { index, values } of open)
      if (decisions[index] === 'open' && isEqual(values, alpha)) decisions[index] = 'equal'
  }
  return decisions
}

const valuesUpTo = ({ logRatios }: Hypothesis, rounds: number): readonly number[] =>
  [...logRatios].flatMap(([round, value]) => (round <= rounds ? [value] : []))

function isEqual(values: readonly number[], alpha: number): boolean {
  const margin = Math.log1p(equalWithin)
  const aboveLow = signedRankAbove(values.map((value) => value + margin))
  const belowHigh = signedRankAbove(values.map((value) => margin - value))
  return Math.max(aboveLow, belowHigh) <= alpha
}
