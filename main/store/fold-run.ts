import { LabError } from '../system/errors.ts'
import type { IsAlive } from '../system/process-identity.ts'
import type { EventOf, InspectionEnd, InspectionOutput, RecordedError, StoredEvent } from './events.ts'
import { stateOf } from './run-projection.ts'
import type { RunRecord, Sample, SampleKey, StepRecord, VariantRecord } from './run-record.ts'

interface Draft {
  finished: EventOf<'run.finished'> | null
  process: EventOf<'run.started'>['process']
  idle: RunRecord['idle']
  readonly variants: Map<string, VariantRecord>
  readonly rounds: Map<number, readonly string[]>
  /** By the number of their raw output. */
  readonly samples: Map<number, Sample>
  readonly failures: (SampleKey & { readonly error: RecordedError })[]
  readonly steps: StepRecord[]
  readonly inspectionOutputs: InspectionOutput[]
  readonly inspectionEnds: Map<string, InspectionEnd>
}

/**
 * A run as its events tell it. What was taken and never measured is `unread`; a run that did not say its end and whose process is
 * gone is `interrupted`, and ended with its last event.
 * @throws LabError `store-failed` when the first event does not start a run
 */
export function foldRun(id: string, events: readonly StoredEvent[], isAlive: IsAlive): RunRecord {
  const [first, ...rest] = events
  if (first?.event.type !== 'run.started') throw startless(id)
  const { spec, environment, probes, inspections } = first.event
  const draft = newDraft(first.event)
  for (const { event } of rest) apply(draft, event)
  const state = stateOf(draft.finished?.state ?? null, draft.process, isAlive)
  return {
    id,
    state,
    startedAtMs: first.atMs,
    ...(state !== 'running' && { endedAtMs: (rest.at(-1) ?? first).atMs }),
    ...(draft.finished?.error && { error: draft.finished.error }),
    spec,
    environment,
    variants: [...draft.variants.values()],
    probes,
    rounds: [...draft.rounds].map(([round, order]) => ({ round, order })),
    samples: [...draft.samples.values()],
    failures: draft.failures,
    steps: draft.steps,
    ...(inspections && { inspections }),
    inspectionOutputs: draft.inspectionOutputs,
    inspectionEnds: [...draft.inspectionEnds.values()],
    ...(draft.idle && { idle: draft.idle }),
  }
}

const newDraft = (event: EventOf<'run.started'>): Draft => ({
  finished: null,
  process: event.process,
  idle: undefined,
  variants: new Map(event.variants.map((variant) => [variant.id, variant])),
  rounds: new Map(),
  samples: new Map(),
  failures: [],
  steps: [],
  inspectionOutputs: [],
  inspectionEnds: new Map(),
})

/** Titles of steps as runs before 1.0 recorded them, without ids. */
const idsByTitle: Readonly<Record<string, string>> = { 'Applying the CNI': 'apply-cni', 'Waiting for DNS': 'wait-dns' }

function withStepId(step: StepRecord): StepRecord {
  const id = step.id ?? idsByTitle[step.title]
  return id === undefined ? step : { ...step, id }
}

function apply(draft: Draft, event: StoredEvent['event']): void {
  switch (event.type) {
    case 'run.started':
    case 'log':
      return
    case 'run.resumed':
      draft.finished = null
      draft.process = event.process
      return
    case 'run.finished':
      draft.finished = event
      return
    case 'step.finished':
      draft.steps.push(withStepId(without(event, 'type')))
      return
    case 'cluster.ready':
      setClusterReady(draft, event)
      return
    case 'variant.failed':
      setVariant(draft, event.variant, { error: event.error })
      return
    case 'round.started':
      draft.rounds.set(event.round, event.order)
      return
    case 'sample.taken':
      draft.samples.set(event.raw, { ...without(event, 'type'), outcome: { state: 'unread' } })
      return
    case 'sample.measured':
      setOutcome(draft, event.raw, {
        state: 'measured',
        metrics: event.metrics,
        distributions: event.distributions ?? {},
        cpuLimited: event.cpuLimited ?? false,
      })
      return
    case 'sample.failed':
      setFailed(draft, event)
      return
    case 'inspection.printed':
      draft.inspectionOutputs.push(without(event, 'type'))
      return
    case 'inspection.ended':
      draft.inspectionEnds.set(`${event.end.variant} ${event.end.inspection}`, event.end)
      return
    case 'idle.measured':
      draft.idle = without(event, 'type')
  }
}

/** A copy without one key. */
const without = <T extends object, K extends keyof T & string>(object: T, key: K) =>
  Object.fromEntries(Object.entries(object).filter(([name]) => name !== key)) as Omit<T, K>

function setVariant(draft: Draft, id: string, change: Pick<VariantRecord, 'cluster' | 'error'>): void {
  const variant = draft.variants.get(id)
  if (variant) draft.variants.set(id, { ...variant, ...change })
}

/** A cluster that is ready again, in a run that was resumed, takes back the variant's failure. */
function setClusterReady(draft: Draft, { variant: id, ...event }: EventOf<'cluster.ready'>): void {
  const variant = draft.variants.get(id)
  if (!variant) return
  draft.variants.set(id, { ...without(variant, 'error'), cluster: without(event, 'type') })
}

function setOutcome(draft: Draft, raw: number, outcome: Sample['outcome']): boolean {
  const sample = draft.samples.get(raw)
  if (sample) draft.samples.set(raw, { ...sample, outcome })
  return sample !== undefined
}

function setFailed(draft: Draft, event: EventOf<'sample.failed'>): void {
  const { variant, probe, caseId, path, round, raw, error } = event
  if (raw !== null && setOutcome(draft, raw, { state: 'failed', error })) return
  draft.failures.push({ variant, probe, caseId, path, round, error })
}

export const startless = (id: string) =>
  new LabError({
    code: 'store-failed',
    title: `Cannot read the run ${id}`,
    message: 'Its record does not begin with the start of a run.',
    hint: 'The record is damaged. Delete the run, or take it from a backup.',
  })
