import type { EChartsOption } from 'echarts'
import type { Cell, Estimate } from '../../findings/findings.ts'
import { pathTitle, valuesOf, type ComparisonTable } from '../comparison-tables.ts'
import { ratio, scaleOf, withUnit } from '../quantity.ts'
import { intervalBars, type BarRow } from './interval-bars.ts'
import type { Palette } from './palette.ts'
import type { VariantStyle } from './variant-style.ts'

export type VariantStyles = ReadonlyMap<string, VariantStyle>

const unknownStyle: VariantStyle = { colour: '#777777', decal: 'none' }

/** Ratio to the host-host baseline per path and variant; the line is the baseline. */
export const ratioChart = (table: ComparisonTable, styles: VariantStyles, palette: Palette): EChartsOption =>
  intervalBars({
    rows: ratioRows(table, styles),
    axisName: 'ratio to the host-host baseline',
    reference: 1,
    palette,
  })

/** Absolute values per path and variant. */
export function absoluteChart(table: ComparisonTable, styles: VariantStyles, palette: Palette): EChartsOption {
  const { unit } = scaleOf(table.metric.unit, valuesOf(table))
  return intervalBars({ rows: absoluteRows(table, styles), axisName: unit || table.metric.of, palette })
}

/** Empty when nothing was measured along with a baseline. */
export const ratioRows = (table: ComparisonTable, styles: VariantStyles): readonly BarRow[] =>
  rowsOf(
    table,
    styles,
    ({ toBaseline }) => toBaseline && { estimate: toBaseline, text: `${ratio(toBaseline.median)}×` },
  )

export function absoluteRows(table: ComparisonTable, styles: VariantStyles): readonly BarRow[] {
  const scale = scaleOf(table.metric.unit, valuesOf(table))
  return rowsOf(table, styles, ({ absolute }) => ({
    estimate: divided(absolute, scale.divisor),
    text: withUnit(absolute.median, scale),
  }))
}

function rowsOf(
  { groups }: ComparisonTable,
  styles: VariantStyles,
  show: (cell: Cell) => { readonly estimate: Estimate; readonly text: string } | undefined,
): readonly BarRow[] {
  return groups.flatMap(({ path, cells }): readonly BarRow[] => {
    const bars = cells.flatMap((cell): readonly BarRow[] => {
      const shown = show(cell)
      const style = styles.get(cell.variant) ?? unknownStyle
      return shown ? [{ kind: 'bar', title: cell.variant, style, ...shown }] : []
    })
    return bars.length > 0 ? [{ kind: 'heading', title: pathTitle(path) }, ...bars] : []
  })
}

const divided = (estimate: Estimate, divisor: number): Estimate => ({
  ...estimate,
  values: estimate.values.map((value) => value / divisor),
  median: estimate.median / divisor,
  ...(estimate.interval && {
    interval: {
      ...estimate.interval,
      low: estimate.interval.low / divisor,
      high: estimate.interval.high / divisor,
    },
  }),
})
