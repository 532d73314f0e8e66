import type { CellWithRounds } from './cells.ts'
import type { Answer, Comparison } from './findings.ts'
import { isCompared, type Question } from './questions.ts'
import { sentenceOfMany, sentenceOfOne, sentenceOfTwo } from './sentences.ts'
import { leaderOf, standingOf } from './standing.ts'
import { listOf } from './wording.ts'

/** One sentence for each question that has something measured. */
export function answersOf(
  variants: readonly string[],
  cells: readonly CellWithRounds[],
  comparisons: readonly Comparison[],
): readonly Answer[] {
  const byQuestion = Map.groupBy(
    cells.filter(({ question }) => isCompared(question)),
    ({ question }) => question,
  )
  return [...byQuestion].map(([question, ofQuestion]) => {
    const compared = comparisons.filter((comparison) => isOn(comparison, question))
    const measured = ofQuestion.map(({ cell }) => cell.variant)
    const missing = variants.filter((variant) => !measured.includes(variant))
    return {
      probe: question.probe,
      caseId: question.case.id,
      path: question.path,
      metric: question.metricId,
      better: question.metric.better,
      sentence: [
        sentence(question, ofQuestion, compared),
        ...(missing.length > 0 ? [`No measurement of ${listOf(missing)}.`] : []),
      ].join(' '),
    }
  })
}

const isOn = (comparison: Comparison, question: Question): boolean =>
  comparison.probe === question.probe &&
  comparison.caseId === question.case.id &&
  comparison.path === question.path &&
  comparison.metric === question.metricId

function sentence(question: Question, cells: readonly CellWithRounds[], comparisons: readonly Comparison[]): string {
  const [only] = cells
  if (only && cells.length === 1) return sentenceOfOne(question, only.cell)
  const variants = bestFirst(question, cells)
  const leader = leaderOf(variants, comparisons) ?? ''
  const others = variants
    .filter((variant) => variant !== leader)
    .map((variant) => standingOf(variant, leader, comparisons))
  const [other] = others
  return other && others.length === 1
    ? sentenceOfTwo(question, leader, other)
    : sentenceOfMany(question, leader, others)
}

function bestFirst({ metric }: Question, cells: readonly CellWithRounds[]): readonly string[] {
  const areRelative = cells.every(({ cell }) => cell.toBaseline)
  const value = ({ cell }: CellWithRounds): number =>
    (areRelative ? cell.toBaseline?.median : undefined) ?? cell.absolute.median
  const sign = metric.better === 'higher' ? -1 : 1
  return cells.toSorted((a, b) => sign * (value(a) - value(b))).map(({ cell }) => cell.variant)
}
