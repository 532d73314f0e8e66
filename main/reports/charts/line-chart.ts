import type { EChartsOption } from 'echarts'
import type { LineChart } from '../../blocks/chart.ts'
import { number } from '../../words/en/quantity.ts'
import type { Palette } from './palette.ts'
import type { VariantStyles } from './variant-style.ts'

const legendRow = 18
const plotHeight = 250
const perRow = 3

/** Tells the lines apart without colour. */
const symbols = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin'] as const

/** Pixels the chart needs in height: its legend grows with its lines. */
export const lineChartHeight = ({ lines }: LineChart): number =>
  plotHeight + Math.ceil(lines.length / perRow) * legendRow

/** A line for each variant over a common axis, with its intervals as whiskers. */
export function lineChart(chart: LineChart, styles: VariantStyles, palette: Palette): EChartsOption {
  const { x, y, lines } = chart
  const label = { color: palette.muted, fontSize: 11 }
  const top = Math.ceil(lines.length / perRow) * legendRow + 16
  return {
    animation: false,
    backgroundColor: 'transparent',
    legend: { top: 0, left: 0, itemWidth: 18, itemHeight: 9, textStyle: { color: palette.ink, fontSize: 12 } },
    grid: { left: 64, right: 18, top, bottom: 42 },
    xAxis: {
      type: x.isLog === true ? 'log' : 'value',
      name: named(x),
      nameLocation: 'middle',
      nameGap: 26,
      nameTextStyle: label,
      axisLabel: label,
      axisLine: { lineStyle: { color: palette.line } },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      min: 0,
      name: named(y),
      nameLocation: 'middle',
      nameGap: 48,
      nameTextStyle: label,
      axisLabel: { ...label, formatter: (value: number) => number(value) },
      splitNumber: 4,
      splitLine: { lineStyle: { color: palette.line } },
    },
    series: lines.flatMap((line, n) => seriesOf(line, n, styles.get(line.variant)?.colour ?? palette.muted)),
  }
}

function seriesOf({ variant, title, points }: LineChart['lines'][number], n: number, colour: string) {
  const line = {
    type: 'line' as const,
    name: title === undefined ? variant : `${variant}, ${title}`,
    data: points.map((point) => [point.x, point.y]),
    symbol: symbols[n % symbols.length] ?? 'circle',
    symbolSize: 6,
    showSymbol: points.length <= 60,
    lineStyle: { width: 2 },
    itemStyle: { color: colour },
  }
  const bounds = points.filter(({ low, high }) => low !== undefined && high !== undefined)
  if (bounds.length === 0) return [line]
  const whiskers = {
    type: 'line' as const,
    // Up from the lower bound to the upper one, and on to the next point without a pen.
    data: bounds.flatMap(({ x, low = 0, high = 0 }) => [
      [x, low],
      [x, high],
      ['-', '-'],
    ]),
    symbol: 'none' as const,
    silent: true,
    lineStyle: { width: 1, color: colour },
  }
  return [line, whiskers]
}

const named = ({ title, unit }: LineChart['y']) => (unit === '' ? title : `${title}, ${unit}`)
