import { estimate } from '../../findings/estimate.ts'
import { familyAlpha } from '../../statistics/promises.ts'
import type { QuestionKey } from '../../findings/question-key.ts'
import { clopperPearson } from '../../statistics/clopper-pearson.ts'
import { effectOn, slowDownBy, type Calibration } from './calibration.ts'
import type { Answer, Outcome } from './outcome.ts'
import { questionText } from './question.ts'

type Interval = ReturnType<typeof clopperPearson>

/** How often something happened, with the exact 95 % interval of its rate, and how often it may at most. */
export interface Rate {
  readonly count: number
  readonly of: number
  readonly interval: Interval
  readonly promised?: number
  /** Of what is promised: shown to hold, shown not to, or neither with so few experiments. */
  readonly judgement?: 'kept' | 'open' | 'broken'
}

/** One question under one slow-down. */
export interface SlowedQuestion extends QuestionKey {
  /** What it was slowed down by as calibrated before, as a share. */
  readonly calibrated?: { readonly effect: number; readonly interval: Interval }
  /** The same as seen in the experiments, whose unit is one experiment. */
  readonly seen?: { readonly effect: number; readonly interval?: Interval }
  /** Counts only where it was calibrated to be slow enough. */
  readonly counts: boolean
  readonly missed: Rate
}

interface SlowedTally {
  readonly slowDown: number
  readonly experiments: number
  /** Questions that count, on which it was not found that b is slower. */
  readonly missed: Rate
  /** Of them, those on which the twins were called equal. */
  readonly calledEqual: Rate
  /** Of them, those on which b was called ahead. */
  readonly wrongWay: Rate
  readonly questions: readonly SlowedQuestion[]
}

export interface Tally {
  /** Experiments of equal twins in which anything at all was called a difference. */
  readonly falseDifferences: Rate
  /** Questions on which equal twins were called equal: no promise, and what a person likes to know. */
  readonly foundEqual: Rate
  readonly slowed: readonly SlowedTally[]
}

/** What a mode promises to find. */
interface Promises {
  /** The difference, as a share, that is missed in one of five at most. */
  readonly difference: number
}

const mostMissed = 0.2
/** Questions of one experiment share its clusters: of fewer experiments than these no rate says anything. */
const fewestExperiments = 10
/** Twice the promised difference is missed in one of twenty at most. */
const mostMissedOfTwice = 0.05
/** What binary fractions add. */
const tolerance = 1e-9

export function tallyOf(outcomes: readonly Outcome[], calibration: Calibration, promises: Promises): Tally {
  const equal = outcomes.filter(({ slowDown }) => slowDown === 0)
  const isAhead = ({ verdict }: Answer) => verdict === 'ahead'
  const answers = equal.flatMap((outcome) => outcome.answers)
  const slowDowns = [...new Set(outcomes.map(({ slowDown }) => slowDown))].filter((share) => share > 0)
  return {
    falseDifferences: judged(
      rateOf(equal, (outcome) => outcome.answers.some(isAhead)),
      familyAlpha,
      equal.length,
    ),
    foundEqual: rateOf(answers, ({ verdict }) => verdict === 'equal'),
    slowed: slowDowns
      .toSorted((one, other) => one - other)
      .map((share) => slowedTally(share, outcomes, calibration, promises)),
  }
}

function slowedTally(
  share: number,
  outcomes: readonly Outcome[],
  { costs }: Calibration,
  promises: Promises,
): SlowedTally {
  const slowed = outcomes.filter(({ slowDown }) => slowDown === share)
  const byQuestion = Map.groupBy(
    slowed.flatMap(({ answers }) => answers),
    questionText,
  )
  const rules = slowDownBy(share, costs)
  const questions = [...byQuestion].flatMap(([text, answers]): readonly (SlowedQuestion & { answers: Answer[] })[] => {
    const cost = costs.find((each) => questionText(each) === text)
    const calibrated = cost && effectOn(cost, rules)
    const counts = (calibrated?.effect ?? 0) >= share - tolerance
    const [first] = answers
    if (!first) return []
    const { probe, caseId, path, point, metric } = first
    const key = { probe, caseId, path, metric, ...(point !== undefined && { point }) }
    const seen = seenEffect(answers)
    return [
      {
        ...key,
        ...(calibrated && { calibrated }),
        ...(seen && { seen }),
        counts,
        missed: rateOf(answers, isMissed),
        answers,
      },
    ]
  })
  const counted = questions.filter(({ counts }) => counts).flatMap(({ answers }) => answers)
  return {
    slowDown: share,
    experiments: slowed.length,
    missed: judged(rateOf(counted, isMissed), promisedFor(share, promises), slowed.length),
    calledEqual: rateOf(counted, ({ verdict }) => verdict === 'equal'),
    wrongWay: rateOf(counted, ({ ahead }) => ahead === 'b'),
    questions: questions.map(({ answers: _, ...question }) => question),
  }
}

const isMissed = ({ ahead }: Answer): boolean => ahead !== 'a'

function promisedFor(share: number, { difference }: Promises): number | undefined {
  if (share >= 2 * difference - tolerance) return mostMissedOfTwice
  return share >= difference - tolerance ? mostMissed : undefined
}

/** One value an experiment: its rounds share their clusters. */
function seenEffect(answers: readonly Answer[]): SlowedQuestion['seen'] {
  const byExperiment = answers.flatMap(({ slower }) => estimate(slower)?.median ?? [])
  const all = estimate(byExperiment)
  if (!all) return undefined
  const { median, interval } = all
  return {
    effect: Math.expm1(median),
    ...(interval && { interval: { low: Math.expm1(interval.low), high: Math.expm1(interval.high) } }),
  }
}

function rateOf<T>(all: readonly T[], happened: (one: T) => boolean): Rate {
  const count = all.filter(happened).length
  return { count, of: all.length, interval: clopperPearson(count, all.length) }
}

function judged(rate: Rate, promised: number | undefined, experiments: number): Rate {
  if (promised === undefined) return rate
  const { low, high } = rate.interval
  const isTold = experiments >= fewestExperiments && (low > promised || high <= promised)
  return { ...rate, promised, judgement: isTold ? (low > promised ? 'broken' : 'kept') : 'open' }
}

/** Whether the experiments show that a promise does not hold. */
export const isBroken = ({ falseDifferences, slowed }: Tally): boolean =>
  [falseDifferences, ...slowed.map(({ missed }) => missed)].some(({ judgement }) => judgement === 'broken')
