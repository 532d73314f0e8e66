import type { ErrorBlock } from '../blocks/block.ts'
import type { RecordedError } from '../store/events.ts'
import type { ReadingKey } from '../experiment/cell-key.ts'
import type { Failure } from '../findings/samples.ts'
import type { RunRecord } from '../store/run-record.ts'

/** What can go wrong in a run; of samples only what became of them. */
export type FailingRun = Pick<RunRecord, 'error' | 'variants' | 'steps'> & {
  readonly failures: readonly Failure[]
  readonly samples: readonly (ReadingKey & { readonly outcome: SampleEnd })[]
}

type SampleEnd = { readonly state: 'failed'; readonly error: RecordedError } | { readonly state: 'measured' | 'unread' }

/** Everything that went wrong: the run, its variants, its steps, its samples. */
export const failureBlocks = (run: FailingRun): readonly ErrorBlock[] => [
  ...(run.error ? [block('the run', run.error)] : []),
  ...run.variants.flatMap(({ id, error }) => (error ? [block(id, error)] : [])),
  ...run.steps.flatMap(({ variant, title, error }) =>
    error ? [block(variant ? `${variant}, ${title}` : title, error)] : [],
  ),
  ...run.samples.flatMap((sample) =>
    sample.outcome.state === 'failed' ? [block(sampleName(sample), sample.outcome.error)] : [],
  ),
  ...run.failures.map((failure) => block(sampleName(failure), failure.error)),
]

const block = (what: string, error: RecordedError): ErrorBlock => ({ kind: 'error', what, error })

const sampleName = ({ variant, probe, caseId, path, point, round }: ReadingKey) =>
  [variant, probe, caseId, path, ...(point === undefined ? [] : [String(point)]), `round ${String(round)}`].join(', ')
