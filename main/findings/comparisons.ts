import { referencePath } from '../experiment/paths.ts'
import type { RunRecord } from '../store/run-record.ts'
import type { CellWithRounds } from './cells.ts'
import { decide, type PairedRounds } from './decisions.ts'
import { estimateDifference, estimateRatio } from './estimate.ts'
import type { Comparison, Effect } from './findings.ts'
import { looksOf } from './looks.ts'
import { isCompared, questionKey, type Question } from './questions.ts'
import { differencesByRound, ratiosByRound } from './series.ts'

/** Two variants on one question, before anything is decided. */
interface Pair extends PairedRounds {
  readonly question: Question
  readonly a: string
  readonly b: string
  readonly effect: Effect
}

/**
 * Every pair of variants on every headline metric, a before b in the order of the run's record. Values are paired by round as they
 * are: the reference says what drifted, and dividing by it would add its noise. What is decided on the reference path is a family of its own.
 */
export function comparisonsOf(run: RunRecord, cells: readonly CellWithRounds[]): readonly Comparison[] {
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
  return pairs.map((pair) => {
    const { question, a, b, effect } = pair
    const decision = decided.get(pair) ?? { verdict: 'not-compared' }
    return { ...questionKey(question), a, b, effect, ...decision }
  })
}

/** Undefined where they have no round in common. */
function pairOf(question: Question, a: CellWithRounds, b: CellWithRounds): Pair | undefined {
  const scale = isOfRatios(question) ? 'ratio' : 'difference'
  const [ofA, ofB] = [a.absoluteByRound, b.absoluteByRound]
  const byRound = scale === 'ratio' ? ratiosByRound(ofA, ofB) : differencesByRound(ofA, ofB)
  const values = [...byRound.values()]
  const estimated = scale === 'ratio' ? estimateRatio(values) : estimateDifference(values)
  if (!estimated) return undefined
  const [variantA, variantB] = [a.cell.variant, b.cell.variant]
  return {
    question,
    a: variantA,
    b: variantB,
    effect: { ...estimated, scale },
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
