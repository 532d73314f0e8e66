import { InvalidArgumentError } from 'commander'
import type { Bounds } from '../experiment/bounds.ts'

/** `a,b,c` as a list without blanks. */
export function list(text: string): readonly string[] {
  const items = text.split(',').map((item) => item.trim())
  if (items.some((item) => item === '')) throw new InvalidArgumentError('Give names separated by commas, e.g. a,b.')
  return items
}

/** A whole number between two bounds. */
export const wholeNumber =
  ({ least, most }: Bounds, unit = '') =>
  (text: string): number => {
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= least && value <= most) return value
    throw new InvalidArgumentError(
      `Give a whole number from ${String(least)} to ${String(most)}${unit && ` (${unit})`}.`,
    )
  }
