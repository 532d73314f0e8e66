import { median } from 'simple-statistics'
import type { ChartBlock } from '../blocks/block.ts'
import { numbersOf } from '../findings/samples.ts'
import type { Reading, RunRecord } from '../store/run-record.ts'
import { lineBlock, linesOf, type VariantPoint } from './line-blocks.ts'
import { pathTitle } from './comparison-tables.ts'

/** Charts by the probe that they are of. */
export type SeriesBlocks = Readonly<Record<string, readonly ChartBlock[]>>

/** Values over time within a reading: of each moment the median of all rounds. */
export const seriesBlocks = (run: Pick<RunRecord, 'probes' | 'readings'>): SeriesBlocks =>
  Object.fromEntries(
    run.probes.flatMap((probe) => {
      const readings = run.readings.filter(({ probe: id, outcome }) => id === probe.id && outcome.state === 'recorded')
      const byCell = Map.groupBy(readings, ({ caseId, path }) => `${caseId} ${path}`)
      const blocks = [...byCell.values()].flatMap((ofCell) =>
        Object.entries(probe.metrics).flatMap(([metricId, metric]) => {
          const [first] = ofCell
          const points = ofCell.flatMap((reading) => momentsOf(reading, metricId))
          if (!first || points.length === 0) return []
          const caseTitle = probe.cases.find(({ id }) => id === first.caseId)?.title ?? first.caseId
          const title = `${probe.title}, ${caseTitle}, ${pathTitle(first.path)}: ${metric.of} over time`
          return [lineBlock({ title, x: { title: 'time', unit: 's' }, metric }, linesOf(medians(points)))]
        }),
      )
      return blocks.length === 0 ? [] : [[probe.id, blocks]]
    }),
  )

function momentsOf({ variant, probe, outcome }: Reading, metricId: string): readonly VariantPoint[] {
  if (outcome.state !== 'recorded') return []
  const values = numbersOf(probe, outcome.record)?.series?.[metricId] ?? []
  return values.map(({ atMs, value }) => ({ variant, x: atMs / 1000, y: value }))
}

/** One point for all of a variant at the same place: their median. */
const medians = (points: readonly VariantPoint[]): readonly VariantPoint[] =>
  [...Map.groupBy(points, ({ variant, x }) => `${variant} ${String(x)}`).values()].flatMap((same) =>
    same.slice(0, 1).map(({ variant, x }) => ({ variant, x, y: median(same.map(({ y }) => y)) })),
  )
