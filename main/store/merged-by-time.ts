import type { StoredEvent } from './events.ts'

export type Timed = Pick<StoredEvent, 'atMs' | 'event'>

/** Lists by their times, the order within each list kept whatever its times. */
export function mergedByTime(lists: readonly (readonly Timed[])[]): readonly Timed[] {
  const waiting = lists.map((list) => ({ list, next: 0, atMs: -Infinity }))
  const merged: Timed[] = []
  for (;;) {
    const [first] = waiting
      .flatMap((each) => {
        const timed = each.list[each.next]
        return timed ? [{ each, timed, atMs: Math.max(each.atMs, timed.atMs) }] : []
      })
      .sort((a, b) => a.atMs - b.atMs)
    if (!first) return merged
    first.each.next++
    first.each.atMs = first.atMs
    merged.push(first.timed)
  }
}
