import type { CustomSeriesRenderItem, EChartsOption } from 'echarts'
import type { Bar } from '../../blocks/chart.ts'
import { categories } from './categories.ts'
import type { Palette } from './palette.ts'
import { echartsDecal, type VariantStyle } from './variant-style.ts'

/** A row is a heading over the bars of one path, or the bar of one variant. */
export type BarRow =
  | { readonly kind: 'heading'; readonly title: string }
  | (Omit<Bar, 'variant'> & { readonly kind: 'bar'; readonly title: string; readonly style: VariantStyle })

export interface IntervalBars {
  readonly rows: readonly BarRow[]
  readonly axisName: string
  /** A line across all rows, e.g. at 1 for ratios. */
  readonly reference?: number
  readonly palette: Palette
}

const rowHeight = 21
const bottom = 40
const top = 4
const fontSize = 12
const characterWidth = 6.7

/** Pixels the chart needs in height. */
export const chartHeight = (rows: readonly BarRow[]): number => top + bottom + rows.length * rowHeight

/** A bar per row from zero to the median, a whisker for its interval and a dot for each sample. */
export function intervalBars({ rows, axisName, reference, palette }: IntervalBars): EChartsOption {
  const left = marginFor(rows.map(({ title }) => title)) + 8
  const text = { color: palette.ink, fontSize }
  return {
    animation: false,
    backgroundColor: 'transparent',
    grid: { left, right: marginFor(rows.map((row) => (row.kind === 'bar' ? row.text : ''))) + 10, top, bottom },
    xAxis: {
      type: 'value',
      min: 0,
      name: axisName,
      nameLocation: 'middle',
      nameGap: 24,
      nameTextStyle: { color: palette.muted, fontSize: 11 },
      axisLabel: { color: palette.muted, fontSize: 11, hideOverlap: true },
      splitNumber: 4,
      splitLine: { lineStyle: { color: palette.line } },
    },
    yAxis: [
      {
        ...categories(rows.map(({ title }) => title)),
        axisLabel: {
          interval: 0,
          align: 'left',
          margin: left - 2,
          ...text,
          formatter: (title: string, index: number) =>
            rows[index]?.kind === 'heading' ? `{heading|${title}}` : `{row|${title}}`,
          rich: { heading: { ...text, fontWeight: 'bold' }, row: { ...text, padding: [0, 0, 0, 10] } },
        },
      },
      { ...categories(rows.map((row) => (row.kind === 'bar' ? row.text : ''))), axisLabel: { interval: 0, ...text } },
    ],
    series: [bars(rows, palette), whiskers(rows, palette), dots(rows, palette), ...referenceLine(reference, palette)],
  }
}

const marginFor = (texts: readonly string[]) => Math.max(...texts.map(({ length }) => length)) * characterWidth + 10

function bars(rows: readonly BarRow[], palette: Palette) {
  return {
    type: 'bar' as const,
    barWidth: 13,
    silent: true,
    data: rows.map((row) => {
      if (row.kind === 'heading') return '-'
      const decal = echartsDecal(row.style.decal, `${palette.ink}66`)
      return {
        value: row.value,
        itemStyle: {
          color: `${row.style.colour}99`,
          borderColor: row.style.colour,
          borderWidth: 1,
          ...(decal && { decal }),
        },
      }
    }),
  }
}

function whiskers(rows: readonly BarRow[], palette: Palette) {
  const data = rows.flatMap((row, index) =>
    row.kind === 'bar' && row.low !== undefined && row.high !== undefined ? [[row.low, row.high, index]] : [],
  )
  const renderItem: CustomSeriesRenderItem = (_parameters, api) => {
    const [low, high, index] = [api.value(0), api.value(1), api.value(2)]
    const [x1 = 0, y = 0] = api.coord([low, index])
    const [x2 = 0] = api.coord([high, index])
    const pathData = whiskerPath(x1, x2, y)
    return { type: 'path', shape: { pathData }, style: { stroke: palette.ink, lineWidth: 1.5, fill: 'none' } }
  }
  return { type: 'custom' as const, silent: true, z: 4, encode: { x: [0, 1], y: 2 }, data, renderItem }
}

const whiskerPath = (from: number, to: number, y: number) => {
  const [x1 = '', x2 = '', middle = '', upper = ''] = [from, to, y - 2, y - 6].map((value) => value.toFixed(1))
  return `M${x1} ${upper}v8M${x1} ${middle}H${x2}M${x2} ${upper}v8`
}

const dots = (rows: readonly BarRow[], palette: Palette) => ({
  type: 'scatter' as const,
  silent: true,
  z: 3,
  symbolSize: 4,
  symbolOffset: [0, 4],
  itemStyle: { color: palette.ink, opacity: 0.5 },
  data: rows.flatMap((row, index) => (row.kind === 'bar' ? row.dots.map((value) => [value, index]) : [])),
})

const referenceLine = (reference: number | undefined, palette: Palette) =>
  reference === undefined
    ? []
    : [
        {
          type: 'scatter' as const,
          silent: true,
          data: [],
          markLine: {
            silent: true,
            symbol: 'none',
            label: { show: false },
            lineStyle: { color: palette.accent, type: 'solid' as const, width: 1.5 },
            data: [{ xAxis: reference }],
          },
        },
      ]
