import type { EChartsOption } from 'echarts'
import type { Cost } from '../../findings/findings.ts'
import { costRows, type CostRow } from '../cost-rows.ts'
import type { Palette } from './palette.ts'

export const costChartHeight = 26

/** Grey for what every comparison has to pay, the accent for what the time was spent for. */
const opacities: Readonly<Record<CostRow['id'], number>> = {
  create: 0.7,
  wait: 0.45,
  probe: 1,
  pause: 0.6,
  delete: 0.35,
  overhead: 0.9,
}

/** Where the wall time went: one bar, a part for each kind of work. */
export const costChart = (cost: Cost, palette: Palette): EChartsOption => ({
  animation: false,
  backgroundColor: 'transparent',
  grid: { left: 0, right: 0, top: 2, bottom: 2 },
  xAxis: { type: 'value', show: false, min: 0, max: costRows(cost).reduce((sum, { ms }) => sum + ms, 0) || 1 },
  yAxis: { type: 'category', show: false, data: [''] },
  series: costRows(cost).map(({ id, title, ms }) => ({
    type: 'bar' as const,
    name: title,
    stack: 'cost',
    silent: true,
    barWidth: 20,
    data: [ms],
    itemStyle: { color: id === 'probe' ? palette.accent : palette.muted, opacity: opacities[id] },
  })),
})
