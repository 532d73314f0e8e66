import type { z } from 'zod'
import type { RunRecord } from '../store/run-record.ts'

/**
 * The records of one inspection, by variant, in the run's order of variants. Those of another shape, written by another version, are
 * left out: their raw outputs are in the store.
 */
export function recordsOf<T>(
  { variants, inspectionEnds }: RunRecord,
  inspection: string,
  schema: z.ZodType<T>,
): readonly { readonly variant: string; readonly record: T }[] {
  return variants.flatMap(({ id }) => {
    const end = inspectionEnds.find((candidate) => candidate.variant === id && candidate.inspection === inspection)
    const parsed = end?.state === 'recorded' ? schema.safeParse(end.record) : undefined
    return parsed?.success ? [{ variant: id, record: parsed.data }] : []
  })
}
