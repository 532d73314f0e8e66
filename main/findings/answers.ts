import type { CellWithRounds } from './cells.ts'
import type { Answer, Comparison } from './findings.ts'
import { isSameQuestion } from './question-key.ts'
import { isCompared, questionKey, type Question } from './questions.ts'
import { leaderOf, relativeTo } from './relative-results.ts'

/** One for each question that has something measured. */
export function answersOf(
  variants: readonly string[],
  cells: readonly CellWithRounds[],
  comparisons: readonly Comparison[],
  references: readonly string[] = [],
): readonly Answer[] {
  const byQuestion = Map.groupBy(
    cells.filter(({ question }) => isCompared(question)),
    ({ question }) => question,
  )
  return [...byQuestion].map(([question, ofQuestion]) => {
    const compared = comparisons.filter((comparison) => isSameQuestion(comparison, questionKey(question)))
    const measured = bestFirst(question, ofQuestion)
    const contenders = measured.filter((variant) => !references.includes(variant))
    const among = compared.filter(({ a, b }) => contenders.includes(a) && contenders.includes(b))
    const leader = leaderOf(contenders, among) ?? measured[0] ?? ''
    return {
      ...questionKey(question),
      better: question.metric.better,
      leader,
      others: measured
        .filter((variant) => variant !== leader)
        .map((variant) => ({
          ...relativeTo(leader, variant, compared),
          ...(references.includes(variant) && { isReference: true as const }),
        })),
      missing: variants.filter((variant) => !measured.includes(variant)),
    }
  })
}

function bestFirst({ metric }: Question, cells: readonly CellWithRounds[]): readonly string[] {
  const sign = metric.better === 'higher' ? -1 : 1
  return cells
    .toSorted((a, b) => sign * (a.cell.absolute.median - b.cell.absolute.median))
    .map(({ cell }) => cell.variant)
}
