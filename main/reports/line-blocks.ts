import type { ChartBlock, TableBlock } from '../blocks/block.ts'
import type { LineChart } from '../blocks/chart.ts'
import type { RecordedProbe } from '../store/events.ts'
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
      const title = `${first.probe.title}, ${first.case.title}, ${pathTitle(path)}: ${metric.of} over ${axis}`
      return lineBlock({ title, x: { title: axis, unit, isLog: true }, metric }, linesOf(points))
    })
  })
}

export type VariantPoint = Line['points'][number] & Pick<Line, 'variant'>

/** A line a variant. */
export const linesOf = (points: readonly VariantPoint[]): readonly Line[] =>
  [...Map.groupBy(points, ({ variant }) => variant)].map(([variant, own]) => ({
    variant,
    points: own.map(({ variant: _, ...point }) => point).toSorted((a, b) => a.x - b.x),
  }))

/** The same numbers as a drawing and as a table, all in one unit. */
export function lineBlock({ title, x, metric }: LineQuestion, lines: readonly Line[]): ChartBlock {
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
