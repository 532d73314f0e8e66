import { referencePath } from '../experiment/paths.ts'
import type { RunRecord } from '../store/run-record.ts'
import type { CellWithRounds } from './cells.ts'
import { decide, type PairedRounds } from './decisions.ts'
import { estimateDifference, estimateRatio } from './estimate.ts'
import type { Comparison, Effect } from './findings.ts'
import { looksOf, type WithLooks } from './looks.ts'
import { isCompared, questionKey, type Question } from './questions.ts'
import { differencesByRound, ratiosByRound } from './series.ts'

/** One variant's values of one question. */
export type VariantRounds = Pick<CellWithRounds, 'question' | 'absoluteByRound'> & {
  readonly cell: Pick<CellWithRounds['cell'], 'variant'>
}

/** Two variants on one question, before anything is decided. */
interface Pair extends PairedRounds {
  readonly question: Question
  readonly a: string
  readonly b: string
}

/**
 * Every pair of variants on every headline metric, a before b in the order of the run's record. Values are paired by round as they
 * are: the reference says what drifted, and dividing by it would add its noise. What is decided on the reference path is a family of its own.
 */
export const comparisonsOf = (run: RunRecord & WithLooks, cells: readonly CellWithRounds[]): readonly Comparison[] =>
  decidedPairs(run, cells).map(({ pair, decision }) => {
    const { question, a, b } = pair
    return { ...questionKey(question), a, b, effect: effectOf(pair), ...decision }
  })

/** The same without what is shown beside a decision. */
export function decidedPairs(run: WithLooks, cells: readonly VariantRounds[]) {
  const compared = Map.groupBy(
    cells.filter(({ question }) => isCompared(question)),
    ({ question }) => question,
  )
  const pairs = [...compared].flatMap(([question, ofQuestion]) =>
    ofQuestion.flatMap((a, index) => ofQuestion.slice(index + 1).flatMap((b) => pairOf(question, a, b) ?? [])),
  )
  const looks = looksOf(run)
  const families = Map.groupBy(pairs, ({ question }) => question.path === referencePath)
  const decided = new Map([...families.values()].flatMap((family) => [...decide(family, looks)]))
  return pairs.map((pair) => ({ pair, decision: decided.get(pair) ?? ({ verdict: 'not-compared' } as const) }))
}

function effectOf({ scale, byRound }: Pair): Effect {
  const values = [...byRound.values()]
  const estimated = scale === 'ratio' ? estimateRatio(values) : estimateDifference(values)
  return { ...(estimated ?? { values, median: NaN }), scale }
}

/** Undefined where they have no round in common. */
function pairOf(question: Question, a: VariantRounds, b: VariantRounds): Pair | undefined {
  const scale = isOfRatios(question) ? 'ratio' : 'difference'
  const [ofA, ofB] = [a.absoluteByRound, b.absoluteByRound]
  const byRound = scale === 'ratio' ? ratiosByRound(ofA, ofB) : differencesByRound(ofA, ofB)
  if (byRound.size === 0) return undefined
  const [variantA, variantB] = [a.cell.variant, b.cell.variant]
  return {
    question,
    a: variantA,
    b: variantB,
    scale,
    byRound,
    winnerWhere: {
      above: question.metric.better === 'higher' ? variantA : variantB,
      below: question.metric.better === 'higher' ? variantB : variantA,
    },
  }
}

/** Counts and shares may be zero, and a quotient would drop those rounds. */
const isOfRatios = ({ metric }: Question): boolean => metric.unit !== 'count' && metric.unit !== '%'
