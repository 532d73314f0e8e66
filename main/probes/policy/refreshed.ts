import type { Answer } from './parse-look.ts'
import { keyOf, type RecordedCase } from './record.ts'

/**
 * What is open without policies, as the case's end showed it last: a server that has ended must not be waited for, nor judged, in
 * every case that follows.
 */
export function refreshed(
  baseline: ReadonlyMap<string, Answer>,
  { steps }: Pick<RecordedCase, 'steps'>,
): ReadonlyMap<string, Answer> {
  const seen = steps.flatMap(({ tries }) =>
    tries.flatMap((each) => (each.after === undefined ? [] : [[keyOf(each), { reach: each.after }] as const])),
  )
  return new Map([...baseline, ...seen])
}
