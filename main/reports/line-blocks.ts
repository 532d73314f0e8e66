import { median } from 'simple-statistics'
import type { ChartBlock, TableBlock } from '../blocks/block.ts'
import type { LineChart } from '../blocks/chart.ts'
import { numbersOf } from '../findings/samples.ts'
import type { RecordedProbe } from '../store/events.ts'
import type { Reading, RunRecord } from '../store/run-record.ts'
import { scaleOf, withUnit } from '../words/en/quantity.ts'
import { pathTitle, type ComparisonTable } from './comparison-tables.ts'

type Line = LineChart['lines'][number]

interface LineQuestion {
  readonly title: string
  readonly x: LineChart['x']
  readonly metric: RecordedProbe['metrics'][string]
}

/** Curves over the axis of a sweep, from its tables point by point: a chart for each case, metric and path. */
export function curveBlocks(tables: readonly ComparisonTable[]): readonly ChartBlock[] {
  const sweeps = tables.filter(({ point }) => point !== undefined)
  const bySweep = Map.groupBy(sweeps, ({ case: { id }, metricId }) => `${id} ${metricId}`)
  return [...bySweep.values()].flatMap((ofSweep) => {
    const [first] = ofSweep
    if (!first?.probe.axis) return []
    const { metric } = first
    const { title: axis, unit } = first.probe.axis
    const paths = [...new Set(ofSweep.flatMap(({ groups }) => groups.map(({ path }) => path)))]
    return paths.map((path) => {
      const points = ofSweep.flatMap(({ point = 0, groups }) =>
        groups
          .filter((group) => group.path === path)
          .flatMap(({ cells }) =>
            cells.map(({ variant, absolute: { median: y, interval } }) => ({
              ...{ variant, x: point, y },
              ...(interval && { low: interval.low, high: interval.high }),
            })),
          ),
      )
      const title = `${first.case.title}, ${pathTitle(path)}: ${metric.of} over ${axis}`
      return lineBlock({ title, x: { title: axis, unit, isLog: true }, metric }, linesOf(points))
    })
  })
}

/** Values over time within a reading: of each moment the median of all rounds. */
export function seriesBlocks(run: RunRecord, probe: RecordedProbe): readonly ChartBlock[] {
  const readings = run.readings.filter(({ probe: id, outcome }) => id === probe.id && outcome.state === 'recorded')
  const byCell = Map.groupBy(readings, ({ caseId, path }) => `${caseId} ${path}`)
  return [...byCell.values()].flatMap((ofCell) =>
    Object.entries(probe.metrics).flatMap(([metricId, metric]) => {
      const [first] = ofCell
      const points = ofCell.flatMap((reading) => momentsOf(reading, metricId))
      if (!first || points.length === 0) return []
      const caseTitle = probe.cases.find(({ id }) => id === first.caseId)?.title ?? first.caseId
      const title = `${caseTitle}, ${pathTitle(first.path)}: ${metric.of} over time`
      return [lineBlock({ title, x: { title: 'time', unit: 's' }, metric }, linesOf(medians(points)))]
    }),
  )
}

function momentsOf({ variant, probe, outcome }: Reading, metricId: string) {
  if (outcome.state !== 'recorded') return []
  const values = numbersOf(probe, outcome.record)?.series?.[metricId] ?? []
  return values.map(({ atMs, value }) => ({ variant, x: atMs / 1000, y: value }))
}

type Point = Line['points'][number] & Pick<Line, 'variant'>

/** A line a variant. */
const linesOf = (points: readonly Point[]): readonly Line[] =>
  [...Map.groupBy(points, ({ variant }) => variant)].map(([variant, own]) => ({
    variant,
    points: own.map(({ variant: _, ...point }) => point).toSorted((a, b) => a.x - b.x),
  }))

/** One point for all of a variant at the same place: their median. */
const medians = (points: readonly Point[]): readonly Point[] =>
  [...Map.groupBy(points, ({ variant, x }) => `${variant} ${String(x)}`).values()].flatMap((same) =>
    same.slice(0, 1).map(({ variant, x }) => ({ variant, x, y: median(same.map(({ y }) => y)) })),
  )

function lineBlock({ title, x, metric }: LineQuestion, lines: readonly Line[]): ChartBlock {
  const scale = scaleOf(
    metric.unit,
    lines.flatMap(({ points }) => points.map(({ y }) => y)),
  )
  const shown = lines.map((line) => ({
    ...line,
    points: line.points.map(({ x: at, y, low, high }) => ({
      ...{ x: at, y: y / scale.divisor },
      ...(low !== undefined && high !== undefined && { low: low / scale.divisor, high: high / scale.divisor }),
    })),
  }))
  return {
    kind: 'chart',
    title,
    charts: [{ title, chart: { as: 'lines', x, y: { title: metric.of, unit: scale.unit }, lines: shown } }],
    table: tableOf(title, x, lines, (value) => withUnit(value, scale)),
  }
}

/** A row for each place on the axis, a column for each variant. */
function tableOf(
  caption: string,
  x: LineChart['x'],
  lines: readonly Line[],
  show: (value: number) => string,
): TableBlock {
  const places = [...new Set(lines.flatMap(({ points }) => points.map((point) => point.x)))].toSorted((a, b) => a - b)
  const cell = ({ points }: Line, place: number) => {
    const point = points.find((each) => each.x === place)
    return point ? show(point.y) : ''
  }
  return {
    kind: 'table',
    caption,
    columns: [
      { title: x.title },
      ...lines.map(({ variant }) => ({ title: variant, variant, align: 'number' as const })),
    ],
    groups: [
      {
        rows: places.map((place) => ({
          head: `${String(place)} ${x.unit}`,
          cells: lines.map((line) => cell(line, place)),
        })),
      },
    ],
  }
}
