import { describe, expect, it } from 'vitest'
import type { IntervalChart } from '../../../../main/blocks/chart.ts'
import { chartOption, heightOf, pointsOf, spokenChart } from '../../../../main/reports/charts/chart-option.ts'
import { lightPalette } from '../../../../main/reports/charts/palette.ts'
import { renderSvg } from '../../../../main/reports/charts/render-svg.ts'

const chart: IntervalChart = {
  ...{ as: 'intervals', axis: 'relative to a/x, higher is better', better: 'higher', reference: 1 },
  rows: [
    { variant: 'a/x', value: 1, text: '1.00×, 8.1 Gbit/s here' },
    { variant: 'b/y', value: 0.7, low: 0.6, high: 0.75, text: '0.70× (0.60–0.75), 5.7 Gbit/s here' },
  ],
}
const option = chartOption(chart, new Map(), lightPalette)

describe('an interval plot', () => {
  it('has all variants and their whole intervals on one axis, with the one they are compared with', () => {
    const { min, max } = option.xAxis as { min: number; max: number }
    expect(min).toBeLessThan(0.6)
    expect(max).toBeGreaterThan(1)
    expect(min).toBeGreaterThan(0.5)
  })

  it('is drawn with the words of every variant', () => {
    const svg = renderSvg(option, { width: 580, height: heightOf(chart) })
    for (const { variant, text } of chart.rows) {
      expect(svg).toContain(variant)
      expect(svg).toContain(text)
    }
  })

  it('is drawn where there is but one value, and without any interval', () => {
    const alone: IntervalChart = { ...chart, rows: chart.rows.slice(0, 1) }
    const { min, max } = chartOption(alone, new Map(), lightPalette).xAxis as { min: number; max: number }
    expect(max - min).toBeGreaterThan(0)
  })

  it('says the same to those who do not see it', () => {
    expect(spokenChart(chart)).toBe('a/x 1.00×, 8.1 Gbit/s here. b/y 0.70× (0.60–0.75), 5.7 Gbit/s here.')
    expect(pointsOf(chart)).toBe(2)
  })
})
