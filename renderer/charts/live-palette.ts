import { lightPalette, type Palette } from '../../main/reports/charts/palette.ts'

const darkPalette: Palette = { ink: '#e4e8ed', muted: '#a3adb9', line: '#2f363f', accent: '#8ab2f5' }

export const livePalette = (theme: 'light' | 'dark'): Palette => (theme === 'dark' ? darkPalette : lightPalette)
