import type { CustomSeriesRenderItem, EChartsOption } from 'echarts'
import type { IntervalChart } from '../../blocks/chart.ts'
import { categories } from './categories.ts'
import type { Palette } from './palette.ts'
import { unknownStyle, type VariantStyles } from './variant-style.ts'

const rowHeight = 24
const bottom = 38
const top = 4
const fontSize = 12
const characterWidth = 6.7
/** Of the widest distance, left free at both ends. */
const air = 0.08
/** Tells the points apart without colour. */
const symbols = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin'] as const

/** Pixels that it needs in height. */
export const intervalPlotHeight = ({ rows }: IntervalChart): number => top + bottom + rows.length * rowHeight

/** All variants on one axis: a point for each value, a whisker for its interval, and a line for the one they are compared with. */
export function intervalPlot(chart: IntervalChart, styles: VariantStyles, palette: Palette): EChartsOption {
  const { rows, axis, reference } = chart
  const text = { color: palette.ink, fontSize }
  const muted = { color: palette.muted, fontSize: 11 }
  const styleOf = (variant: string) => styles.get(variant) ?? unknownStyle
  const [low, high] = rangeOf(chart)
  return {
    animation: false,
    backgroundColor: 'transparent',
    grid: {
      left: marginFor(rows.map(({ variant }) => variant)),
      right: marginFor(rows.map((row) => row.text)),
      ...{ top, bottom },
    },
    xAxis: {
      type: 'value',
      min: low,
      max: high,
      name: axis,
      nameLocation: 'middle',
      nameGap: 22,
      nameTextStyle: muted,
      axisLabel: { ...muted, hideOverlap: true, showMinLabel: false, showMaxLabel: false, formatter: tick },
      splitNumber: 4,
      splitLine: { lineStyle: { color: palette.line } },
    },
    yAxis: [
      { ...categories(rows.map(({ variant }) => variant)), axisLabel: { interval: 0, ...text } },
      { ...categories(rows.map((row) => row.text)), axisLabel: { interval: 0, ...text } },
    ],
    series: [
      whiskers(rows, (variant) => styleOf(variant).colour),
      {
        type: 'scatter',
        silent: true,
        z: 4,
        symbolSize: 10,
        data: rows.map(({ variant, value }, index) => ({
          value: [value, index],
          symbol: symbols[index % symbols.length] ?? 'circle',
          itemStyle: { color: styleOf(variant).colour, borderColor: palette.ink, borderWidth: 1 },
        })),
        markLine: {
          silent: true,
          symbol: 'none',
          label: { show: false },
          lineStyle: { color: palette.muted, type: 'solid', width: 1 },
          data: [{ xAxis: reference }],
        },
      },
    ],
  }
}

const tick = (value: number): string => String(Number(value.toFixed(3)))

/** From the lowest to the highest of all, with air around: small differences are to be seen. */
function rangeOf({ rows, reference }: IntervalChart): readonly [number, number] {
  const all = [reference, ...rows.flatMap(({ value, low = value, high = value }) => [value, low, high])]
  const [low, high] = [Math.min(...all), Math.max(...all)]
  const around = (high - low || Math.abs(reference) || 1) * air
  return [low - around, high + around]
}

const marginFor = (texts: readonly string[]) => Math.max(0, ...texts.map(({ length }) => length)) * characterWidth + 14

function whiskers(rows: IntervalChart['rows'], colourOf: (variant: string) => string) {
  const data = rows.flatMap(({ low, high }, index) =>
    low === undefined || high === undefined ? [] : [[low, high, index]],
  )
  const renderItem: CustomSeriesRenderItem = (_parameters, api) => {
    const index = Number(api.value(2))
    const [x1 = 0, y = 0] = api.coord([api.value(0), index])
    const [x2 = 0] = api.coord([api.value(1), index])
    const [from, to, middle, upper] = [x1, x2, y, y - 5].map((value) => value.toFixed(1))
    const pathData = `M${String(from)} ${String(upper)}v10M${String(from)} ${String(middle)}H${String(to)}M${String(to)} ${String(upper)}v10`
    return {
      type: 'path',
      shape: { pathData },
      style: { stroke: colourOf(rows[index]?.variant ?? ''), lineWidth: 2, fill: 'none' },
    }
  }
  return { type: 'custom' as const, silent: true, z: 3, encode: { x: [0, 1], y: 2 }, data, renderItem }
}
