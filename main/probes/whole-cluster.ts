import { wholeCluster } from '../experiment/paths.ts'

/** The parts of a probe that looks once at a cluster as a whole, and has no numbers. */
export const onceAtCluster = {
  repeat: 'once',
  paths: [wholeCluster],
  cases: [{ id: 'all', title: 'All' }],
  metrics: {},
  servers: [],
} as const

/** What was recorded last: a cluster that was looked at again is as it was then. */
export const lastRecord = <R>(readings: readonly { readonly record: R }[]): R | undefined => readings.at(-1)?.record
