import type { Bar, BarChart } from '../../blocks/chart.ts'
import type { Cell, Estimate } from '../../findings/findings.ts'
import { hereText, ratio, scaleOf, scaled } from '../../words/en/quantity.ts'
import { pathTitle, samplesOf, valuesOf, type ComparisonTable } from '../comparison-tables.ts'

/** Ratio to the reference per path and variant; the line is the reference. None where nothing was measured along with it. */
export function ratioBars(table: ComparisonTable): BarChart | undefined {
  const groups = groupsOf(table, ({ toBaseline }) => toBaseline && barOf(toBaseline, 1, `${ratio(toBaseline.median)}×`))
  if (groups.length === 0) return undefined
  const { better } = table.metric
  return { as: 'bars', unit: '×', axis: 'ratio to the host-host baseline', better, groups, reference: 1 }
}

/** Absolute values per path and variant. */
export function absoluteBars(table: ComparisonTable): BarChart {
  const scale = scaleOf(table.metric.unit, valuesOf(table))
  const { unit, divisor } = scale
  return {
    as: 'bars',
    unit,
    axis: unit === '' ? table.metric.of : `${unit} on this machine`,
    better: table.metric.better,
    groups: groupsOf(table, ({ absolute }) =>
      barOf(absolute, divisor, hereText(`${scaled(absolute.median, scale)} ${unit}`.trimEnd())),
    ),
  }
}

const groupsOf = (
  { groups }: ComparisonTable,
  show: (cell: Cell) => Omit<Bar, 'variant' | 'samples'> | undefined,
): BarChart['groups'] =>
  groups
    .map(({ path, cells }) => ({
      title: pathTitle(path),
      bars: cells.flatMap((cell) => {
        const shown = show(cell)
        return shown ? [{ variant: cell.variant, samples: samplesOf(cell), ...shown }] : []
      }),
    }))
    .filter(({ bars }) => bars.length > 0)

const barOf = ({ median, interval, values }: Estimate, divisor: number, text: string) => ({
  value: median / divisor,
  ...(interval && { low: interval.low / divisor, high: interval.high / divisor }),
  dots: values.map((value) => value / divisor),
  text,
})
