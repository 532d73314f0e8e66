import type { RunRecord } from '../store/run-record.ts'
import type { Bootstrap } from './bootstrap.ts'
import type { CellWithRounds } from './cells.ts'
import { estimateRatio } from './estimate.ts'
import type { Comparison, Estimate, Interval } from './findings.ts'
import { isCompared, questionKey } from './questions.ts'
import { mayRank } from './ranking.ts'
import { ratiosByRound } from './series.ts'

/** Every pair of variants on every headline metric, a before b in the order of the run's record. */
export function comparisonsOf(
  run: RunRecord,
  cells: readonly CellWithRounds[],
  bootstrap: Bootstrap,
): readonly Comparison[] {
  const compared = Map.groupBy(
    cells.filter(({ question }) => isCompared(question)),
    ({ question }) => question,
  )
  return [...compared.values()].flatMap((ofQuestion) =>
    ofQuestion.flatMap((a, index) =>
      ofQuestion.slice(index + 1).flatMap((b) => {
        const ratio = estimateRatio([...pairedRatios(run, a, b).values()], bootstrap)
        return ratio ? [comparison(run, a, b, ratio)] : []
      }),
    ),
  )
}

/**
 * Of values relative to each cluster's own baseline, which takes away what changed between clusters; absolute ones without, or where the
 * baseline is not measured in each round.
 */
function pairedRatios({ spec }: RunRecord, a: CellWithRounds, b: CellWithRounds): ReadonlyMap<number, number> {
  const relative = ratiosByRound(a.relativeByRound, b.relativeByRound)
  return relative.size > 0 && !spec.looks ? relative : ratiosByRound(a.absoluteByRound, b.absoluteByRound)
}

function comparison(run: RunRecord, a: CellWithRounds, b: CellWithRounds, ratio: Estimate): Comparison {
  const compared = { ...questionKey(a.question), a: a.cell.variant, b: b.cell.variant, ratio }
  if (!ratio.interval) return { ...compared, verdict: 'not-compared' }
  const side = sideOfOne(ratio.interval)
  if (side === 'neither') return { ...compared, verdict: 'not-distinguishable' }
  const isFirstBetter = (side === 'above') === (a.question.metric.better === 'higher')
  const first = isFirstBetter ? compared.a : compared.b
  return mayRank(run.spec, ratio.values.length)
    ? { ...compared, verdict: 'better', winner: first }
    : { ...compared, verdict: 'indicative', leader: first }
}

/** An interval that touches 1 does not exclude it. */
function sideOfOne({ low, high }: Interval): 'above' | 'below' | 'neither' {
  if (low > 1) return 'above'
  return high < 1 ? 'below' : 'neither'
}
