import type { EChartsOption } from 'echarts'
import { inlineSvg } from '../charts/inline-svg.ts'
import { lightPalette, type Palette } from '../charts/palette.ts'
import { renderSvg } from '../charts/render-svg.ts'
import { trusted, type Markup } from './template.ts'

/** The colours charts of the page are drawn with; the page puts its own in their place, light or dark. */
export const pagePalette: Palette = lightPalette

const colours = new Map(Object.entries(pagePalette).map(([name, colour]) => [String(colour), `var(--${name})`]))

export function chartSvg(
  option: EChartsOption,
  {
    width,
    height,
    id,
    label,
  }: { readonly width: number; readonly height: number; readonly id: string; readonly label: string },
): Markup {
  return trusted(inlineSvg(renderSvg(option, { width, height }), { id: idOf(id), label, colours }))
}

const idOf = (text: string) => text.replaceAll(/[^\w-]+/g, '-')
