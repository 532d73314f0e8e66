import type { LookTaken } from '../experiment/look.ts'
import { decide, type Decision } from '../statistics/decide.ts'
import type { RunRecord } from '../store/run-record.ts'
import { isCompared, questionKey, questionsOf, type Question } from './questions.ts'
import { ratiosByRound, seriesOf, valuesByRound } from './series.ts'

interface Pair {
  readonly question: Question
  readonly a: string
  readonly b: string
  readonly logRatios: ReadonlyMap<number, number>
}

/** What some looks, one after the other, decide of a run: which questions have all their answers, and which have not. */
export function judge(
  run: RunRecord,
  looks: readonly Pick<LookTaken, 'round' | 'alpha'>[],
): Pick<LookTaken, 'decided' | 'open'> {
  const pairs = pairsOf(run)
  const decisions = decide(
    pairs,
    looks.map(({ round, alpha }) => ({ rounds: round, alpha })),
  )
  const judged = pairs.map((pair, index) => ({ ...pair, decision: decisions[index] ?? 'open' }))
  const questions = [...Map.groupBy(judged, ({ question }) => question)].map(([question, ofQuestion]) => ({
    key: questionKey(question),
    question,
    pairs: ofQuestion,
    open: ofQuestion.filter(({ decision }) => decision === 'open'),
  }))
  return {
    decided: questions
      .filter(({ open }) => open.length === 0)
      .map(({ key, question, pairs }) => ({
        ...key,
        leaders: leadersOf(question, pairs),
        isEqual: pairs.every(({ decision }) => decision === 'equal'),
      })),
    open: questions
      .filter(({ open }) => open.length > 0)
      .map(({ key, open }) => ({ ...key, variants: variantsOf(open) })),
  }
}

/** Every pair of variants on every question that they are compared on, paired by round. */
function pairsOf(run: RunRecord): readonly Pair[] {
  const series = seriesOf(run)
  return questionsOf(run)
    .filter(isCompared)
    .flatMap((question) => {
      const values = run.variants.map(({ id: variant }) => ({
        variant,
        byRound: valuesByRound(series({ ...questionKey(question), variant }), question.metricId),
      }))
      return values.flatMap((a, index) =>
        values.slice(index + 1).map((b) => {
          const ratios = [...ratiosByRound(a.byRound, b.byRound)]
          const logRatios = new Map(ratios.map(([round, ratio]) => [round, Math.log(ratio)]))
          return { question, a: a.variant, b: b.variant, logRatios }
        }),
      )
    })
}

type Judged = Pair & { readonly decision: Decision }

const variantsOf = (pairs: readonly Pair[]): string[] => [...new Set(pairs.flatMap(({ a, b }) => [a, b]))]

/** Those whom nobody is ahead of. */
function leadersOf({ metric }: Question, pairs: readonly Judged[]): string[] {
  const better = metric.better === 'higher' ? 'above' : 'below'
  const behind = new Set(
    pairs.flatMap(({ a, b, decision }) =>
      decision === 'above' || decision === 'below' ? [decision === better ? b : a] : [],
    ),
  )
  return variantsOf(pairs).filter((variant) => !behind.has(variant))
}
