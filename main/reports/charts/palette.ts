/** Colours that belong to the page, not to a CNI. */
export interface Palette {
  readonly ink: string
  readonly muted: string
  readonly line: string
  readonly accent: string
}

export const lightPalette: Palette = { ink: '#1b1f24', muted: '#5a6472', line: '#d9dee4', accent: '#2456a6' }
