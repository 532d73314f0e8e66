import { wholeCluster } from '../experiment/paths.ts'
import { LabError } from '../system/errors.ts'
import type { DerivedOf } from './probe.ts'

/** The parts of a probe that looks once at a cluster as a whole, and has no numbers. */
export const onceAtCluster = {
  repeat: 'once',
  paths: [wholeCluster],
  cases: [{ id: 'all', title: 'All' }],
  metrics: {},
  servers: [],
} as const

/** Facts of what was recorded last. @throws LabError `internal` where nothing was: what was not read has no facts */
export const fromLastRecord =
  <R, F>(derive: (record: R, of: DerivedOf) => F) =>
  (readings: readonly { readonly record: R }[], of: DerivedOf): F => {
    const last = readings.at(-1)
    if (last) return derive(last.record, of)
    throw new LabError({
      code: 'internal',
      title: `Cannot tell what ${of.variant.id} shows`,
      message: 'There is no record.',
    })
  }
