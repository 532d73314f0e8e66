import { escapeHtml } from '../html/template.ts'

export interface InlineSvg {
  /** Unique in the page; ids inside the drawing begin with it. */
  readonly id: string
  /** What a screen reader says instead of the drawing. */
  readonly label: string
  /** Colours of the drawing by what takes their place, e.g. a CSS variable. */
  readonly colours: ReadonlyMap<string, string>
}

/**
 * Makes a drawing of ECharts part of a page: unique ids, an accessible name, colours that follow the page's, and nothing that is
 * only of use with ECharts at run time (classes, hover styles, data attributes) or that the page says once for all.
 */
export function inlineSvg(svg: string, { id, label, colours }: InlineSvg): string {
  const body = svg
    .replace(/<svg[^>]*>/, '')
    .replace(/<style[^]*?<\/style>/, '')
    .replace(/<rect[^>]*fill="none"[^>]*><\/rect>/, '')
    .replaceAll(/ (?:class|ecmeta_\w+|pointer-events|xml:space)="[^"]*"/g, '')
    .replaceAll(/ style="([^"]*)"/g, (_, style: string) => presentation(style))
    .replaceAll(/\bzr\d+-/g, `${id}-`)
    .replaceAll(/ (fill|stroke)="([^"]+)"/g, (whole, name: string, colour: string) => {
      const replacement = colours.get(hexOf(colour).slice(0, 7))
      return replacement === undefined ? whole : ` ${name}="${replacement}"${opacityOf(name, colour)}`
    })
    // Of places and lengths, not of numbers that are read.
    .replaceAll(/<[^>]*>/g, (tag) => tag.replaceAll(/(\d+\.\d\d)\d+/g, '$1'))
    .replaceAll(unitCircle, '<circle cx="$2" cy="$3" r="$1"$4/>')
    .replaceAll('<g >', '<g>')
    .replaceAll('<defs >', '<defs>')
    .replaceAll(/>\s+</g, '><')
    .trim()
  const [, width = '0', height = '0'] = /<svg width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? []
  const open = `<svg width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(label)}">`
  return `${open}${body}`
}

/** How ECharts draws a dot: a unit circle, stretched. A report has thousands. */
const unitCircle =
  /<path d="M1 0A1 1 0 1 1 1 -0[.\d]*A1 1 0 0 1 1 0" transform="matrix\(([\d.]+),0,0,[\d.]+,([\d.-]+),([\d.-]+)\)"([^>]*)><\/path>/g

/** CSS of one text as attributes; the font is the page's. */
function presentation(style: string): string {
  return style
    .split(';')
    .flatMap((declaration) => {
      const [name = '', value = ''] = declaration.split(':')
      return name === 'font-size' || name === 'font-weight' ? [` ${name}="${value.replace('px', '')}"`] : []
    })
    .join('')
}

function hexOf(colour: string): string {
  const channels = /^rgb\((\d+),\s*(\d+),\s*(\d+)\)$/.exec(colour)?.slice(1)
  if (!channels) return colour.toLowerCase()
  return `#${channels.map((channel) => Number(channel).toString(16).padStart(2, '0')).join('')}`
}

/** The alpha of `#rrggbbaa`, which a variable cannot carry. */
function opacityOf(name: string, colour: string): string {
  const alpha = /^#[\da-f]{6}([\da-f]{2})$/i.exec(colour)?.[1]
  return alpha === undefined ? '' : ` ${name}-opacity="${(Number.parseInt(alpha, 16) / 255).toFixed(2)}"`
}
