import type { RecordedError } from '../store/events.ts'
import type { ReadingKey } from '../experiment/cell-key.ts'
import type { Failure } from '../findings/samples.ts'
import type { RunRecord } from '../store/run-record.ts'

export interface FailureRow {
  readonly what: string
  readonly error: RecordedError
}

/** What can go wrong in a run; of samples only what became of them. */
export type FailingRun = Pick<RunRecord, 'error' | 'variants' | 'steps'> & {
  readonly failures: readonly Failure[]
  readonly samples: readonly (ReadingKey & { readonly outcome: SampleEnd })[]
}

type SampleEnd = { readonly state: 'failed'; readonly error: RecordedError } | { readonly state: 'measured' | 'unread' }

/** Everything that went wrong: the run, its variants, its steps, its samples. */
export function failureRows(run: FailingRun): readonly FailureRow[] {
  return [
    ...(run.error ? [{ what: 'the run', error: run.error }] : []),
    ...run.variants.flatMap(({ id, error }) => (error ? [{ what: id, error }] : [])),
    ...run.steps.flatMap(({ variant, title, error }) =>
      error ? [{ what: variant ? `${variant}, ${title}` : title, error }] : [],
    ),
    ...run.samples.flatMap((sample) =>
      sample.outcome.state === 'failed' ? [{ what: sampleName(sample), error: sample.outcome.error }] : [],
    ),
    ...run.failures.map((failure) => ({ what: sampleName(failure), error: failure.error })),
  ]
}

const sampleName = ({ variant, probe, caseId, path, point, round }: ReadingKey) =>
  [variant, probe, caseId, path, ...(point === undefined ? [] : [String(point)]), `round ${String(round)}`].join(', ')
