import { referencePath } from '../experiment/paths.ts'
import type { RunRecord } from '../store/run-record.ts'
import { decidedPairs, type VariantRounds } from './comparisons.ts'
import type { WithLooks } from './looks.ts'
import type { QuestionKey } from './question-key.ts'
import { isCompared, questionKey, questionsOf } from './questions.ts'
import { seriesOf, valuesByRound } from './series.ts'

/**
 * What more rounds may still decide: headline questions with two variants that are neither told apart nor shown to be equal. A
 * variant that failed is out of it. None where there is only one variant, which has nothing to be decided.
 */
export function openQuestions(run: RunRecord & WithLooks): readonly QuestionKey[] {
  const series = seriesOf(run)
  const running = run.variants.filter(({ error }) => !error).map(({ id }) => id)
  const pairCount = (running.length * (running.length - 1)) / 2
  const questions = questionsOf(run).filter((each) => isCompared(each) && each.path !== referencePath)
  const measured = questions.flatMap((question) =>
    run.variants.map(({ id: variant }): VariantRounds => {
      const own = series({ ...questionKey(question), variant })
      return { question, cell: { variant }, absoluteByRound: valuesByRound(own, question.metricId) }
    }),
  )
  const decided = decidedPairs(run, measured).filter(
    ({ pair: { a, b }, decision: { verdict } }) =>
      running.includes(a) && running.includes(b) && (verdict === 'ahead' || verdict === 'equal'),
  )
  const counts = Map.groupBy(decided, ({ pair }) => pair.question)
  return questions.filter((each) => (counts.get(each)?.length ?? 0) < pairCount).map(questionKey)
}
