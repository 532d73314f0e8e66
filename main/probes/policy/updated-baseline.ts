import type { Answer } from './parse-observation.ts'
import { keyOf, type RecordedCase } from './record.ts'

/**
 * What is allowed without policies, as the case's end showed it last: a server that has ended must not be waited for, nor judged, in
 * every case that follows.
 */
export function updatedBaseline(
  baseline: ReadonlyMap<string, Answer>,
  { steps }: Pick<RecordedCase, 'steps'>,
): ReadonlyMap<string, Answer> {
  const seen = steps.flatMap(({ checks }) =>
    checks.flatMap((each) => (each.after === undefined ? [] : [[keyOf(each), { connectivity: each.after }] as const])),
  )
  return new Map([...baseline, ...seen])
}
