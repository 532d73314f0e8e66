import type { RecordedError } from '../store/events.ts'
import type { RunRecord, SampleKey } from '../store/run-record.ts'

export interface FailureRow {
  readonly what: string
  readonly error: RecordedError
}

/** Everything that went wrong: the run, its variants, its steps, its samples. */
export function failureRows(run: RunRecord): readonly FailureRow[] {
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

const sampleName = ({ variant, probe, caseId, path, round }: SampleKey) =>
  `${variant}, ${probe}, ${caseId}, ${path}, round ${String(round)}`
