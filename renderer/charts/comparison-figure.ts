import type { EChartsOption } from 'echarts'
import type { Chart } from '../../main/blocks/chart.ts'
import { barRows, chartOption, heightOf } from '../../main/reports/charts/chart-option.ts'
import { absoluteBars, ratioBars } from '../../main/reports/charts/comparison-charts.ts'
import type { BarRow } from '../../main/reports/charts/interval-bars.ts'
import type { Palette } from '../../main/reports/charts/palette.ts'
import type { VariantStyles } from '../../main/reports/charts/variant-style.ts'
import { tableTitle, type ComparisonTable } from '../../main/reports/comparison-tables.ts'

export type FigureScale = 'ratio' | 'absolute'

export interface ComparisonFigure {
  /** What is really shown: absolute values where there is nothing to divide by. */
  readonly scale: FigureScale
  readonly chart: Chart
  readonly rows: readonly BarRow[]
  readonly height: number
  /** Dots and bars, which decide how it is best drawn. */
  readonly points: number
  readonly label: string
}

export const figureScales: Readonly<Record<FigureScale, string>> = {
  ratio: 'Ratio to the baseline',
  absolute: 'Absolute values',
}

/** What a chart of a table shows and how much room it takes, before anything is drawn. */
export function comparisonFigure(table: ComparisonTable, wanted: FigureScale, styles: VariantStyles): ComparisonFigure {
  const ratios = wanted === 'ratio' ? ratioBars(table) : undefined
  const scale = ratios ? 'ratio' : 'absolute'
  const chart = ratios ?? absoluteBars(table)
  const rows = barRows(chart, styles)
  return {
    scale,
    chart,
    rows,
    height: heightOf(chart),
    points: rows.reduce((sum, row) => sum + (row.kind === 'bar' ? 1 + row.dots.length : 0), 0),
    label: `${tableTitle(table)}. ${figureScales[scale]}: ${spoken(rows)}`,
  }
}

/** The chart itself, with what a screen reader says instead of it. */
export const comparisonOption = (
  { chart, label }: ComparisonFigure,
  styles: VariantStyles,
  palette: Palette,
): EChartsOption => ({
  ...chartOption(chart, styles, palette),
  aria: { enabled: true, label: { description: label } },
})

const spoken = (rows: readonly BarRow[]) =>
  rows.map((row) => (row.kind === 'heading' ? `${row.title}:` : `${row.title} ${row.text}.`)).join(' ')
