import { modes } from '../experiment/modes.ts'
import type { ExperimentSpec, ResolvedSpec } from '../experiment/spec.ts'

/** How long one execution is to work: so many bytes, or so many seconds where a person says how many. */
export function intensityOf({
  mode,
  durationS,
}: Pick<ExperimentSpec, 'mode' | 'durationS'>): ResolvedSpec['intensity'] {
  const { bytes, requests, ...usual } = modes[mode]
  return durationS === undefined ? { durationS: usual.durationS, requests, bytes } : { durationS, requests }
}
