/** Colours that belong to the page, not to a CNI. */
export interface Palette {
  readonly ink: string
  readonly muted: string
  readonly line: string
  readonly accent: string
}

export const lightPalette: Palette = { ink: '#1b1f24', muted: '#5a6472', line: '#d9dee4', accent: '#2456a6' }

export const darkPalette: Palette = { ink: '#e6e9ed', muted: '#9aa5b1', line: '#343b44', accent: '#7db0f5' }
