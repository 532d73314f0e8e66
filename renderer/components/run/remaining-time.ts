import { duration } from '../../../main/words/en/quantity.ts'

interface Pace {
  readonly done: number
  readonly total: number
  /** Of this many samples the begin of measuring is known: since then the pace counts. */
  readonly measuringSinceMs: number | undefined
  readonly nowMs: number
}

/** Before this many samples the pace says nothing. */
const fewest = 3

/** Time until the last sample at the pace of those so far; undefined while that cannot be told. */
export function remainingMs({ done, total, measuringSinceMs, nowMs }: Pace): number | undefined {
  if (measuringSinceMs === undefined || done < fewest || done >= total) return undefined
  return (Math.max(0, nowMs - measuringSinceMs) / done) * (total - done)
}

/** The time of what goes on still, as it ticks: in whole seconds. */
export const ticking = (ms: number): string =>
  ms < 60_000 ? `${String(Math.max(0, Math.floor(ms / 1000)))} s` : duration(ms)
