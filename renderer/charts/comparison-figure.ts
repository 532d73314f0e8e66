import type { EChartsOption } from 'echarts'
import {
  absoluteChart,
  absoluteRows,
  ratioChart,
  ratioRows,
  type VariantStyles,
} from '../../main/reports/charts/comparison-charts.ts'
import { chartHeight, type BarRow } from '../../main/reports/charts/interval-bars.ts'
import type { Palette } from '../../main/reports/charts/palette.ts'
import { tableTitle, type ComparisonTable } from '../../main/reports/comparison-tables.ts'

export type FigureScale = 'ratio' | 'absolute'

export interface ComparisonFigure {
  /** What is really shown: absolute values where there is nothing to divide by. */
  readonly scale: FigureScale
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
  const ratios = wanted === 'ratio' ? ratioRows(table, styles) : []
  const scale = ratios.length > 0 ? 'ratio' : 'absolute'
  const rows = scale === 'ratio' ? ratios : absoluteRows(table, styles)
  return {
    scale,
    rows,
    height: chartHeight(rows),
    points: rows.reduce((sum, row) => sum + (row.kind === 'bar' ? 1 + row.estimate.values.length : 0), 0),
    label: `${tableTitle(table)}. ${figureScales[scale]}: ${spoken(rows)}`,
  }
}

/** The chart itself, with what a screen reader says instead of it. */
export function comparisonOption(
  table: ComparisonTable,
  { scale, label }: ComparisonFigure,
  styles: VariantStyles,
  palette: Palette,
): EChartsOption {
  const option = scale === 'ratio' ? ratioChart(table, styles, palette) : absoluteChart(table, styles, palette)
  return { ...option, aria: { enabled: true, label: { description: label } } }
}

const spoken = (rows: readonly BarRow[]) =>
  rows.map((row) => (row.kind === 'heading' ? `${row.title}:` : `${row.title} ${row.text}.`)).join(' ')
