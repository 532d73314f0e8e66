import { median } from 'simple-statistics'
import type { NoiseFloor } from '../../store/events.ts'
import type { Outcome } from './outcome.ts'
import { questionText } from './question.ts'

/** Standard deviation over median absolute deviation of normal values. Source: Hampel, J. Am. Stat. Assoc. 69 (1974). */
const perAbsoluteDeviation = 1.4826

/**
 * What two equal clusters differ by from round to round on each question, as a share: the spread of the log ratios of equal twins
 * around none. From their median absolute value, which a few rounds in which the machine did something else do not move.
 */
export function noiseOf(outcomes: readonly Outcome[]): NoiseFloor['questions'] {
  const answers = outcomes.filter(({ slowDown }) => slowDown === 0).flatMap((outcome) => outcome.answers)
  return [...Map.groupBy(answers, questionText).values()].flatMap((ofQuestion) => {
    const [first] = ofQuestion
    const deviations = ofQuestion.flatMap(({ slower }) => slower.map(Math.abs))
    if (!first || deviations.length === 0) return []
    const { probe, caseId, path, point, metric } = first
    const spread = Math.expm1(perAbsoluteDeviation * median(deviations))
    return [{ probe, caseId, path, metric, ...(point !== undefined && { point }), spread }]
  })
}
