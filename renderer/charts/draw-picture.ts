import { init } from 'echarts/core'
import { renderSvg } from '../../main/reports/charts/render-svg.ts'
import type { ChartPicture } from './chart-picture.ts'
import './comparison-echarts.ts'

const pixelRatio = 2

/** The text of an SVG file. */
export const drawSvg = ({ option, width, height }: ChartPicture): string => renderSvg(option, { width, height })

/** A PNG file, at twice the resolution of the screen's pixels. */
export async function drawPng({ option, width, height }: ChartPicture): Promise<Blob> {
  const chart = init(document.createElement('div'), null, {
    renderer: 'canvas',
    devicePixelRatio: pixelRatio,
    width,
    height,
  })
  try {
    chart.setOption(option)
    const canvas = chart.renderToCanvas({ pixelRatio })
    const { promise, resolve, reject } = Promise.withResolvers<Blob>()
    canvas.toBlob((blob) => {
      if (blob) resolve(blob)
      else reject(new Error('The browser could not draw the picture.'))
    }, 'image/png')
    return await promise
  } finally {
    chart.dispose()
  }
}
