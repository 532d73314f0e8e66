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

const unitMs: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000 }

/** `90s`, `10m`, `1h` as ms, between two bounds. */
export const time =
  ({ least, most }: Bounds) =>
  (text: string): number => {
    const [, count = '', unit = ''] = /^(\d{1,6})([smh])$/.exec(text) ?? []
    const ms = Number(count) * (unitMs[unit] ?? Number.NaN)
    if (ms >= least && ms <= most) return ms
    const [from, to] = [least / 60_000, most / 3_600_000].map(String)
    throw new InvalidArgumentError(`Give a time from ${from ?? ''}m to ${to ?? ''}h, e.g. 90s, 10m, 1h.`)
  }
