import type { Evidence } from '../../findings/evidence/evidence.ts'
import type { RecordedError, RecordedInspection } from '../../store/events.ts'

export interface GapRow {
  readonly variant: string
  /** The inspection's title, or its id where the run does not name it. */
  readonly inspection: string
  readonly because: string
  readonly error: RecordedError
}

/** What was to be looked at and could not be, and why. */
export const gapRows = (
  { gaps }: Evidence,
  { inspections = [] }: { readonly inspections?: readonly RecordedInspection[] },
): readonly GapRow[] =>
  gaps.map(({ variant, inspection, error }) => ({
    variant,
    inspection: inspections.find(({ id }) => id === inspection)?.title ?? inspection,
    because: `${error.title}: ${error.message}`,
    error,
  }))

/**
 * Whether anything was looked at, or was to be. The claims alone do not count: without evidence most of them are untested, and the
 * rest says nothing of the run.
 */
export const hasEvidence = ({ claims: _, ...looks }: Evidence): boolean =>
  Object.values(looks).some((list) => list.length > 0)
