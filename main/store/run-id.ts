import { randomInt } from 'node:crypto'

const base36 = (value: number) => value.toString(36).padStart(2, '0')

/** An id that sorts by time: UTC date, UTC time, then the millisecond and a random number of two base-36 digits each. */
export function newRunId(atMs: number): string {
  const digits = new Date(atMs).toISOString().replaceAll(/\D/g, '')
  const millisecond = Number(digits.slice(14, 17))
  return `${digits.slice(0, 8)}-${digits.slice(8, 14)}-${base36(millisecond)}${base36(randomInt(36 * 36))}`
}
