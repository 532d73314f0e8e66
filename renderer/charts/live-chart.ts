import type { EChartsOption } from 'echarts'
import type { Palette } from '../../main/reports/charts/palette.ts'
import type { VariantStyle } from '../../main/reports/charts/variant-style.ts'
import { number, scaleOf, withUnit } from '../../main/words/en/quantity.ts'
import type { Unit } from '../../main/probes/probe.ts'
import type { LiveSeries } from '../components/run/live-samples.ts'

export interface LiveChart {
  readonly series: readonly LiveSeries[]
  readonly unit: Unit
  /** Rounds to leave room for, so that points do not move as they come. */
  readonly rounds: number
  readonly styles: ReadonlyMap<string, VariantStyle>
  readonly palette: Palette
}

/** Tells the lines of a chart apart without colour. */
const symbols = ['circle', 'rect', 'triangle', 'diamond', 'roundRect', 'pin'] as const

/** A line per variant over the rounds, with a point for each sample. */
export function liveChart({ series, unit, rounds, styles, palette }: LiveChart): EChartsOption {
  const scale = scaleOf(
    unit,
    series.flatMap(({ values }) => values.filter((value) => value !== null)),
  )
  const last = Math.max(rounds, ...series.map(({ values }) => values.length))
  const label = { color: palette.muted, fontSize: 11 }
  return {
    animation: false,
    backgroundColor: 'transparent',
    aria: { enabled: true },
    grid: { left: 56, right: 16, top: 30, bottom: 40 },
    tooltip: {
      trigger: 'axis',
      transitionDuration: 0,
      valueFormatter: (value) => (typeof value === 'number' ? withUnit(value * scale.divisor, scale) : '–'),
    },
    xAxis: {
      type: 'category',
      data: Array.from({ length: last }, (_, index) => String(index + 1)),
      name: 'round',
      nameLocation: 'middle',
      nameGap: 24,
      nameTextStyle: label,
      axisLabel: label,
      axisLine: { lineStyle: { color: palette.line } },
    },
    yAxis: {
      type: 'value',
      min: 0,
      name: scale.unit,
      nameTextStyle: { ...label, align: 'right' },
      axisLabel: { ...label, formatter: (value: number) => number(value) },
      splitNumber: 4,
      splitLine: { lineStyle: { color: palette.line } },
    },
    series: series.map(({ variant, values }, index) => ({
      type: 'line' as const,
      name: variant,
      data: values.map((value) => (value === null ? null : value / scale.divisor)),
      symbol: symbols[index % symbols.length] ?? 'circle',
      symbolSize: 8,
      showSymbol: true,
      lineStyle: { width: 2 },
      itemStyle: { color: styles.get(variant)?.colour ?? palette.muted },
    })),
  }
}
