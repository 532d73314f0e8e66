import type { LookTaken } from '../experiment/look.ts'
import { LabError } from '../system/errors.ts'
import type { IsAlive } from '../system/process-identity.ts'
import type { EventOf, StoredEvent } from './events.ts'
import { FoldedReadings } from './fold-readings.ts'
import { stateOf } from './run-projection.ts'
import type { RunRecord, StepRecord, VariantRecord } from './run-record.ts'

interface Draft {
  finished: EventOf<'run.finished'> | null
  process: EventOf<'run.started'>['process']
  idle: RunRecord['idle']
  readonly variants: Map<string, VariantRecord>
  readonly rounds: Map<number, readonly string[]>
  readonly looks: LookTaken[]
  readonly readings: FoldedReadings
  readonly steps: StepRecord[]
}

/**
 * A run as its events tell it. What was printed and never read is `unread`; a run that did not say its end and whose process is
 * gone is `interrupted`, and ended with its last event.
 * @throws LabError `store-failed` when the first event does not start a run
 */
export function foldRun(id: string, events: readonly StoredEvent[], isAlive: IsAlive): RunRecord {
  const [first, ...rest] = events
  if (first?.event.type !== 'run.started') throw startless(id)
  const { spec, environment, probes } = first.event
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
    ...(draft.looks.length > 0 && { looks: draft.looks }),
    readings: draft.readings.all,
    steps: draft.steps,
    ...(draft.idle && { idle: draft.idle }),
  }
}

const newDraft = (event: EventOf<'run.started'>): Draft => ({
  finished: null,
  process: event.process,
  idle: undefined,
  variants: new Map(event.variants.map((variant) => [variant.id, variant])),
  rounds: new Map(),
  looks: [],
  readings: new FoldedReadings(),
  steps: [],
})

function apply(draft: Draft, event: StoredEvent['event']): void {
  switch (event.type) {
    case 'run.started':
    case 'log':
      return
    case 'run.resumed':
      draft.finished = null
      draft.process = event.process
      draft.readings.abandon()
      return
    case 'run.finished':
      draft.finished = event
      return
    case 'step.finished':
      draft.steps.push(without(event, 'type'))
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
    case 'look.taken':
      draft.looks.push(without(event, 'type'))
      return
    case 'reading.printed':
      draft.readings.print(event)
      return
    case 'reading.recorded':
      draft.readings.close(event, { state: 'recorded', record: event.record })
      return
    case 'reading.failed':
      draft.readings.close(event, { state: 'failed', error: event.error })
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

export const startless = (id: string) =>
  new LabError({
    code: 'store-failed',
    title: `Cannot read the run ${id}`,
    message: 'Its record does not begin with the start of a run.',
    hint: 'The record is damaged. Delete the run, or take it from a backup.',
  })
