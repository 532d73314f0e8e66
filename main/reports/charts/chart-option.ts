import type { EChartsOption } from 'echarts'
import type { BarChart, Chart } from '../../blocks/chart.ts'
import { chartHeight, intervalBars, type BarRow } from './interval-bars.ts'
import { intervalPlot, intervalPlotHeight } from './interval-plot.ts'
import { lineChart, lineChartHeight } from './line-chart.ts'
import type { Palette } from './palette.ts'
import { unknownStyle, type VariantStyles } from './variant-style.ts'

/** A heading over the bars of each group. */
export const barRows = ({ groups }: BarChart, styles: VariantStyles): readonly BarRow[] =>
  groups.flatMap(({ title, bars }): readonly BarRow[] => [
    { kind: 'heading', title },
    ...bars.map(({ variant, ...bar }): BarRow => ({
      ...bar,
      kind: 'bar',
      title: variant,
      style: styles.get(variant) ?? unknownStyle,
    })),
  ])

/** Any chart of a block, as ECharts draws it. */
export function chartOption(chart: Chart, styles: VariantStyles, palette: Palette): EChartsOption {
  if (chart.as === 'lines') return lineChart(chart, styles, palette)
  if (chart.as === 'intervals') return intervalPlot(chart, styles, palette)
  const { unit, axis = unit, reference } = chart
  const rows = barRows(chart, styles)
  return intervalBars({ rows, axisName: axis, palette, ...(reference !== undefined && { reference }) })
}

/** Pixels that it needs in height. */
export function heightOf(chart: Chart): number {
  switch (chart.as) {
    case 'lines':
      return lineChartHeight(chart)
    case 'intervals':
      return intervalPlotHeight(chart)
    case 'bars':
      return chartHeight(barRows(chart, new Map()))
  }
}

/** Dots, bars and points, which decide how it is best drawn. */
export function pointsOf(chart: Chart): number {
  switch (chart.as) {
    case 'lines':
      return chart.lines.reduce((sum, { points }) => sum + points.length, 0)
    case 'intervals':
      return chart.rows.length
    case 'bars':
      return chart.groups.reduce((sum, { bars }) => sum + bars.reduce((all, { dots }) => all + 1 + dots.length, 0), 0)
  }
}

/** What a screen reader says instead of it. */
export function spokenChart(chart: Chart): string {
  switch (chart.as) {
    case 'lines':
      return chart.lines
        .map((line) => {
          const ends = [line.points[0], line.points.at(-1)].map((point) => (point ? String(point.y) : ''))
          return `${nameOfLine(line)}: from ${ends.join(' to ')} ${chart.y.unit}.`
        })
        .join(' ')
    case 'intervals':
      return chart.rows.map(({ variant, text }) => `${variant} ${text}.`).join(' ')
    case 'bars':
      return chart.groups
        .map(({ title, bars }) => `${title}: ${bars.map(({ variant, text }) => `${variant} ${text}.`).join(' ')}`)
        .join(' ')
  }
}

const nameOfLine = ({ variant, title }: { readonly variant: string; readonly title?: string }) =>
  title === undefined ? variant : `${variant}, ${title}`
