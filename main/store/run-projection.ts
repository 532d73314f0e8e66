import type { LabErrorDetails } from '../system/errors.ts'
import type { IsAlive, ProcessIdentity } from '../system/process-identity.ts'
import type { EventOf, StoredEvent } from './events.ts'
import type { RunState } from './run-record.ts'
import type { RunSummary } from './store.ts'

/** Raise it when the projection's shape or meaning changes: every store then rebuilds its projections from events. */
export const projectionVersion = 1

/** What the list of runs shows of one, kept up to date with each event so that listing reads no events. */
export interface RunProjection {
  readonly finished: EventOf<'run.finished'>['state'] | null
  readonly startedAtMs: number
  readonly lastAtMs: number
  readonly mode: string
  readonly runtime: string
  readonly variants: readonly string[]
  readonly samples: number
  readonly process: ProcessIdentity
}

export const firstProjection = (event: EventOf<'run.started'>, atMs: number): RunProjection => ({
  finished: null,
  startedAtMs: atMs,
  lastAtMs: atMs,
  mode: event.spec.mode,
  runtime: event.spec.runtime,
  variants: event.variants.map(({ id }) => id),
  samples: 0,
  process: event.process,
})

export function project(
  projection: RunProjection,
  { atMs, event }: Pick<StoredEvent, 'atMs' | 'event'>,
): RunProjection {
  const next = { ...projection, lastAtMs: atMs }
  switch (event.type) {
    case 'run.finished':
      return { ...next, finished: event.state }
    case 'run.resumed':
      return { ...next, finished: null, process: event.process }
    // What is read once is no sample.
    case 'reading.printed':
      return event.round === 0 ? next : { ...next, samples: projection.samples + 1 }
    case 'run.started':
    case 'step.finished':
    case 'log':
    case 'cluster.ready':
    case 'variant.failed':
    case 'round.started':
    case 'look.taken':
    case 'reading.recorded':
    case 'reading.failed':
    case 'idle.measured':
      return next
  }
}

export function summarise(id: string, projection: RunProjection, isAlive: IsAlive): RunSummary {
  const { finished, startedAtMs, lastAtMs, mode, runtime, variants, samples } = projection
  const state = stateOf(finished, projection.process, isAlive)
  const ended = state === 'running' ? {} : { endedAtMs: lastAtMs }
  return { id, state, startedAtMs, ...ended, mode, runtime, variants, samples }
}

/** A run of which nothing can be told but that it is there. */
export const unreadableSummary = (id: string, startedAtMs: number, error: LabErrorDetails): RunSummary => ({
  id,
  state: 'unreadable',
  error,
  startedAtMs,
  endedAtMs: startedAtMs,
  mode: '',
  runtime: '',
  variants: [],
  samples: 0,
})

/** A run that did not say its end is running as long as its process is. */
export const stateOf = (finished: RunProjection['finished'], process: ProcessIdentity, isAlive: IsAlive): RunState =>
  finished ?? (isAlive(process) ? 'running' : 'interrupted')
