import { createRequire } from 'node:module'
import type * as ECharts from 'echarts'
import type { EChartsCoreOption } from 'echarts/core'

export interface SvgOptions {
  readonly width: number
  readonly height: number
}

let loaded: typeof ECharts | undefined

/** Loaded with the first chart: it is larger than all the rest of a lab that knows which formats there are, and waits. */
const echarts = (): typeof ECharts => (loaded ??= createRequire(import.meta.url)('echarts') as typeof ECharts)

/** Draws a chart without a browser. */
export function renderSvg(option: EChartsCoreOption, { width, height }: SvgOptions): string {
  const chart = echarts().init(null, null, { renderer: 'svg', ssr: true, width, height })
  try {
    chart.setOption(option)
    return chart.renderToSVGString()
  } finally {
    chart.dispose()
  }
}
