import { useIntervalFn, useTimestamp } from '@vueuse/core'

/** The time in milliseconds, told anew every second while somebody looks. */
export const useNow = (everyMs = 1000) => useTimestamp({ scheduler: (tick) => useIntervalFn(tick, everyMs) })
