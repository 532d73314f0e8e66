import type { RecordedVariant } from '../../store/events.ts'

/** Of a CNI that nothing is known of. */
const unknownColour = '#666666'

/** Tells modes of one CNI apart without colour. */
export type Decal = 'none' | 'slanted' | 'dotted' | 'crossed' | 'upright' | 'flat'

export interface VariantStyle {
  /** `#rrggbb` */
  readonly colour: string
  readonly decal: Decal
}

/** Of a variant that the run does not know. */
export const unknownStyle: VariantStyle = { colour: '#777777', decal: 'none' }

export type VariantStyles = ReadonlyMap<string, VariantStyle>

/** How much of white (above 0) or black (below 0) each further mode mixes in. */
const shades = [0, 0.35, -0.3, 0.55, -0.5, 0.2]
const decals: readonly Decal[] = ['none', 'slanted', 'dotted', 'crossed', 'upright', 'flat']

/**
 * Styles by variant id: the colour of its CNI, the same everywhere. The modes of a CNI take theirs in alphabetical order, so that the
 * order of a run does not matter.
 */
export function variantStyles(
  variants: readonly Pick<RecordedVariant, 'id' | 'cni'>[],
  colourOf: (cni: string) => string | undefined,
): VariantStyles {
  const byCni = Map.groupBy(variants, ({ cni }) => cni)
  return new Map(
    [...byCni].flatMap(([cni, modes]) =>
      modes
        .map(({ id }) => id)
        .toSorted()
        .map((id, n) => {
          const colour = mix(colourOf(cni) ?? unknownColour, shades[n % shades.length] ?? 0)
          return [id, { colour, decal: nth(n) }] as const
        }),
    ),
  )
}

const nth = (n: number): Decal => decals[n % decals.length] ?? 'none'

function mix(colour: string, shade: number): string {
  const target = shade > 0 ? 255 : 0
  const channels = [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16))
  const mixed = channels.map((channel) => Math.round(channel + (target - channel) * Math.abs(shade)))
  return `#${mixed.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`
}

/** The pattern as ECharts draws it. */
export function echartsDecal(decal: Decal, color: string) {
  switch (decal) {
    case 'none':
      return undefined
    case 'slanted':
      return { color, dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: Math.PI / 4 }
    case 'dotted':
      return { color, symbol: 'circle', symbolSize: 0.7, dashArrayX: [[4, 4]], dashArrayY: [4, 2] }
    case 'crossed':
      return { color, dashArrayX: [1, 0], dashArrayY: [2, 4], rotation: -Math.PI / 4 }
    case 'upright':
      return { color, dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: Math.PI / 2 }
    case 'flat':
      return { color, dashArrayX: [1, 0], dashArrayY: [2, 3], rotation: 0 }
  }
}
