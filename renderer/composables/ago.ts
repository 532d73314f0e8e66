const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

/** `3 hours ago`, `yesterday`, `just now`; a date after a month. */
export function ago(atMs: number, nowMs: number): string {
  const passedMs = nowMs - atMs
  if (passedMs > 30 * 86_400_000) return new Date(atMs).toLocaleDateString(undefined, { dateStyle: 'medium' })
  const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' })
  for (const [unit, lengthMs] of units)
    if (passedMs >= lengthMs) return format.format(-Math.floor(passedMs / lengthMs), unit)
  return 'just now'
}

/** In the reader's own time zone, for the tooltip of an age. */
export const moment = (atMs: number): string =>
  new Date(atMs).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'medium' })
