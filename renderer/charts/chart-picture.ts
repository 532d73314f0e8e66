import type { EChartsOption } from 'echarts'
import { lightPalette } from '../../main/reports/charts/palette.ts'

export interface ChartPicture {
  readonly option: EChartsOption
  readonly width: number
  readonly height: number
}

export const pictureBackground = '#ffffff'
const titleHeight = 30

/** A chart that stands alone in a document: with its title, on white. It is to be drawn with the light palette. */
export function chartPicture(
  option: EChartsOption,
  title: string,
  { width, height }: { width: number; height: number },
): ChartPicture {
  const { grid } = option
  const top = grid && !Array.isArray(grid) && typeof grid.top === 'number' ? grid.top : 0
  return {
    width,
    height: height + titleHeight,
    option: {
      ...option,
      backgroundColor: pictureBackground,
      title: { text: title, left: 8, top: 6, textStyle: { fontSize: 13, color: lightPalette.ink } },
      grid: { ...(Array.isArray(grid) ? {} : grid), top: top + titleHeight },
    },
  }
}

/** `tcp-throughput-1-stream-bitsPerSecond-ratio.svg` */
export const pictureName = (parts: readonly string[], extension: string): string =>
  `${parts.join('-').replaceAll(/[^\w-]+/g, '-')}.${extension}`
