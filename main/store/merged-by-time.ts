import type { StoredEvent } from './events.ts'

export type Timed = Pick<StoredEvent, 'atMs' | 'event'>

/** Lists by their times, the order within each list kept whatever its times. */
export const mergedByTime = (lists: readonly (readonly Timed[])[]): readonly Timed[] =>
  lists
    .flatMap((list) => {
      let latestMs = -Infinity
      return list.map((timed) => ({ timed, atMs: (latestMs = Math.max(latestMs, timed.atMs)) }))
    })
    .sort((a, b) => a.atMs - b.atMs)
    .map(({ timed }) => timed)
