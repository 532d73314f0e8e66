import { darkPalette, lightPalette, type Palette } from '../../main/reports/charts/palette.ts'

/** The colours of charts that go with a theme. */
export const themePalette = (theme: 'light' | 'dark'): Palette => (theme === 'dark' ? darkPalette : lightPalette)
