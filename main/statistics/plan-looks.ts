import { probit } from 'simple-statistics'
import { sizeToShow } from './power.ts'
import { familyAlpha, fewestRounds } from './promises.ts'

/** A moment at which a run's answers are judged: after so many rounds, at so much of its error rate. */
export interface Look {
  readonly rounds: number
  /** Family-wise: over everything that is compared. */
  readonly alpha: number
}

export interface LookChoice {
  /** Everything that is compared: questions × pairs of variants. */
  readonly hypotheses: number
  /** Standard deviation of a pair's log ratio from round to round. */
  readonly spread: number
  /** That is to be found, as a share: 0.1 is 10 %. */
  readonly difference: number
  /** Instead of the rounds that the difference takes. */
  readonly mostRounds?: number | undefined
}

/** More than two looks only where each comes after so many times the rounds of the one before. */
const spacing = 1.4
const mostLooks = 4
/** What is decided before the last look must save some rounds. */
const worthALook = 2

/**
 * When to look at a run, and what each look may spend of the error rate: the sum is `familyAlpha`, half of it kept for the last look,
 * so that nothing is assumed of how the looks depend on each other (Bonferroni over looks, Holm within each).
 * The first look comes as soon as the signed-rank test can reach its level at all, the last when the promised difference is found.
 */
export function planLooks({ hypotheses, spread, difference, mostRounds }: LookChoice): readonly Look[] {
  const last = mostRounds ?? roundsToFind({ hypotheses, spread, difference, alpha: familyAlpha / 2 })
  for (let count = mostLooks; count > 1; count--) {
    const early = familyAlpha / 2 / (count - 1)
    const first = roundsToReach(early / hypotheses)
    if (last < first + worthALook || (count > 2 && first * spacing ** (count - 1) > last)) continue
    const step = (last / first) ** (1 / (count - 1))
    return Array.from({ length: count }, (_, index) =>
      index === count - 1
        ? { rounds: last, alpha: familyAlpha / 2 }
        : { rounds: Math.round(first * step ** index), alpha: early },
    )
  }
  return [{ rounds: Math.max(last, mostRounds ?? roundsToReach(familyAlpha / hypotheses)), alpha: familyAlpha }]
}

/** Fewest rounds in which a two-sided signed-rank test can be this sure: when all have one sign, its p is 2 to the power of 1 − n. */
export const roundsToReach = (alpha: number): number =>
  Math.max(fewestRounds, Math.ceil(1 - Math.log2(Math.min(1, alpha)) - 1e-9))

/** Whether anything can be decided at all in so many rounds. */
export const canDecide = (rounds: number, hypotheses: number): boolean =>
  rounds >= roundsToReach(familyAlpha / hypotheses)

/**
 * Rounds until a difference is found with the promised chance, beside all other hypotheses, none of which may be refuted yet. By the
 * normal approximation, with z²/2 added for small samples (Guenther, American Statistician 35, 1981, 243–244), and one round because
 * an exact level is never spent whole.
 */
function roundsToFind({ hypotheses, spread, difference, alpha }: LookChoice & { readonly alpha: number }): number {
  const level = alpha / hypotheses
  const rounds = sizeToShow(Math.log1p(difference), spread, level) + probit(level / 2) ** 2 / 2 + 1
  return Math.max(Math.ceil(rounds), roundsToReach(level))
}
