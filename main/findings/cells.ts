import { referencePath } from '../experiment/paths.ts'
import type { RunRecord } from '../store/run-record.ts'
import { hasOutliers, isDrifting } from '../statistics/trend.ts'
import { fewestRounds } from '../statistics/promises.ts'
import { estimate, estimateRatio } from './estimate.ts'
import type { Cell, CellFlag, Estimate } from './findings.ts'
import { pooledPercentiles } from './pooled.ts'
import { questionKey, questionsOf, type Question } from './questions.ts'
import { ratiosByRound, seriesOf, valuesByRound, type Series } from './series.ts'

const unstableFrom = 0.1
/** With this share of all cores busy, the machine is the limit, whatever the measuring program says of itself. */
const machineFull = 0.9

/** A cell with what it was made of, for the comparisons. */
export interface CellWithRounds {
  readonly cell: Cell
  readonly question: Question
  readonly absoluteByRound: ReadonlyMap<number, number>
  readonly relativeByRound: ReadonlyMap<number, number>
}

/** What is known of every metric of every variant on every path. There is no cell where nothing was measured. */
export function cellsOf(run: RunRecord): readonly CellWithRounds[] {
  const series = seriesOf(run)
  return questionsOf(run).flatMap((question) =>
    run.variants.flatMap(({ id: variant }) => {
      const key = { ...questionKey(question), variant }
      const own = series(key)
      const baseline = series({ ...key, path: referencePath })
      const absoluteByRound = valuesByRound(own, question.metricId)
      const relativeByRound = relativeToBaseline(question, absoluteByRound, baseline)
      const absolute = estimate([...absoluteByRound.values()])
      if (!absolute) return []
      const cell: Cell = {
        ...key,
        absolute,
        toBaseline: estimateRatio([...relativeByRound.values()]),
        pooled: pooledPercentiles(own.samples, question.metricId),
        flags: flagsOf(own, absolute),
      }
      return [{ cell, question, absoluteByRound, relativeByRound }]
    }),
  )
}

/** Counts that are shown but never ranked have no meaningful quotient. */
function relativeToBaseline(
  { path, metric, metricId }: Question,
  values: ReadonlyMap<number, number>,
  baseline: Series,
): ReadonlyMap<number, number> {
  if (path === referencePath || metric.better === 'neither') return new Map()
  return ratiosByRound(values, valuesByRound(baseline, metricId))
}

function flagsOf({ samples, failed }: Series, absolute: Estimate): readonly CellFlag[] {
  const limited = samples.filter(({ outcome, machineBusy }) => outcome.cpuLimited || machineBusy >= machineFull).length
  const flags: Readonly<Record<CellFlag, boolean>> = {
    'few-rounds': absolute.values.length < fewestRounds,
    unstable: (absolute.coefficientOfVariation ?? 0) > unstableFrom,
    'cpu-limited': limited > samples.length / 2,
    incomplete: failed > 0,
    drifting: isDrifting(absolute.values),
    outliers: hasOutliers(absolute.values),
  }
  return (Object.keys(flags) as CellFlag[]).filter((flag) => flags[flag])
}
