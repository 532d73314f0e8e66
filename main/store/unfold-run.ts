import { nobody } from '../system/process-identity.ts'
import type { EventOf, RunEvent, StoredEvent } from './events.ts'
import { mergedByTime, type Timed } from './merged-by-time.ts'
import type { RunRecord, Sample, VariantRecord } from './run-record.ts'

/** A line of the log, which a record does not have. */
export interface RecordedLine {
  readonly atMs: number
  readonly variant: string | null
  readonly line: string
}

/**
 * Events that tell this record: folded, they give it again, but for `running`, which nothing here does any more and which becomes
 * `interrupted`. A record does not have the time of everything that happened; what it lacks is put where it must have been.
 */
export function unfoldRun(run: RunRecord, log: readonly RecordedLine[] = []): readonly StoredEvent[] {
  const start: Timed = { atMs: run.startedAtMs, event: started(run) }
  const begins = beginsOfRounds(run)
  const beginOf = (round: number) => begins.get(round) ?? run.startedAtMs
  // Of what happened at the same time, the earlier list tells the cause.
  const middle = mergedByTime([
    log.map(({ atMs, ...line }) => ({ atMs, event: { type: 'log', ...line } })),
    run.steps.map((step) => ({ atMs: end(step), event: { type: 'step.finished', ...step } })),
    ...run.variants.map((variant) => readyOf(run, variant)),
    run.rounds.map(({ round, order }) => ({
      atMs: beginOf(round),
      event: { type: 'round.started', round, order: [...order] },
    })),
    run.samples.flatMap(eventsOfSample),
    run.inspectionOutputs.map((output) => ({
      atMs: end(output),
      event: { type: 'inspection.printed', ...output, command: [...output.command] },
    })),
    run.inspectionEnds.map((ended) => ({ atMs: end(ended), event: { type: 'inspection.ended', end: ended } })),
    run.failures.map((failure) => ({
      atMs: beginOf(failure.round),
      event: { type: 'sample.failed', ...failure, raw: null },
    })),
    ...run.variants.map((variant) => failureOf(run, variant)),
    run.idle ? [{ atMs: latest(run), event: { type: 'idle.measured', ...run.idle } }] : [],
  ])
  return [start, ...ending(run, middle)].map((timed, index) => ({ ...timed, sequence: index + 1 }))
}

const started = ({ spec, variants, probes, inspections, environment }: RunRecord): EventOf<'run.started'> => ({
  type: 'run.started',
  spec,
  variants: variants.map(({ id, cni, title, configured }) => ({ id, cni, title, configured })),
  probes: [...probes],
  ...(inspections && { inspections: [...inspections] }),
  environment,
  process: nobody,
})

function readyOf({ startedAtMs, steps, samples }: RunRecord, { id, cluster }: VariantRecord): readonly Timed[] {
  if (!cluster) return []
  const making = steps.filter((step) => step.variant === id && isMaking(step))
  // Each turn has its waiting, too, but a cluster was ready before its first sample.
  const atMs = samples
    .filter(({ variant }) => variant === id)
    .reduce((first, sample) => Math.min(first, Math.round(sample.startedAtMs)), latest({ startedAtMs, steps: making }))
  return [{ atMs, event: { type: 'cluster.ready', variant: id, ...cluster } }]
}

function failureOf({ startedAtMs, steps, samples }: RunRecord, { id, error }: VariantRecord): readonly Timed[] {
  if (!error) return []
  const own = {
    startedAtMs,
    steps: steps.filter(({ variant, kind }) => variant === id && kind !== 'delete'),
    samples: samples.filter(({ variant }) => variant === id),
  }
  return [{ atMs: latest(own), event: { type: 'variant.failed', variant: id, error } }]
}

const isMaking = ({ kind }: RunRecord['steps'][number]): boolean => kind === 'create' || kind === 'wait'

function eventsOfSample({ outcome, ...taken }: Sample): readonly Timed[] {
  const atMs = end(taken)
  const { variant, probe, caseId, path, round, raw } = taken
  const key = { variant, probe, caseId, path, round, raw }
  const event: RunEvent = { type: 'sample.taken', ...taken, command: [...taken.command] }
  switch (outcome.state) {
    case 'unread':
      return [{ atMs, event }]
    case 'failed':
      return [
        { atMs, event },
        { atMs, event: { type: 'sample.failed', ...key, error: outcome.error } },
      ]
    case 'measured':
      return [
        { atMs, event },
        { atMs, event: { type: 'sample.measured', ...key, ...measured(outcome) } },
      ]
  }
}

const measured = ({ metrics, distributions, cpuLimited }: Extract<Sample['outcome'], { state: 'measured' }>) => ({
  metrics: { ...metrics },
  distributions: Object.fromEntries(Object.entries(distributions).map(([name, values]) => [name, [...values]])),
  cpuLimited,
})

/** With the end that the run has; a run without one ended with its last event. */
function ending(
  { state, error, startedAtMs, endedAtMs = startedAtMs }: RunRecord,
  events: readonly Timed[],
): readonly Timed[] {
  if (state === 'running') return events
  if (state !== 'interrupted')
    return [...events, { atMs: endedAtMs, event: { type: 'run.finished', state, ...(error && { error }) } }]
  return endingAt(endedAtMs, startedAtMs, events)
}

/** The log has its own times: what is moved to the end is something else, if there is anything. */
function endingAt(endMs: number, startMs: number, events: readonly Timed[]): readonly Timed[] {
  if ((events.at(-1)?.atMs ?? startMs) === endMs) return events
  const index = events.findLastIndex(({ event }) => event.type !== 'log')
  const last = events[index]
  return [
    ...events.filter((timed) => timed !== last),
    { atMs: endMs, event: last?.event ?? { type: 'log', variant: null, line: '' } },
  ]
}

const end = ({ startedAtMs, durationMs }: { readonly startedAtMs: number; readonly durationMs: number }): number =>
  Math.round(startedAtMs + durationMs)

interface Spans {
  readonly startedAtMs: number
  readonly steps: RunRecord['steps']
  readonly samples?: RunRecord['samples']
  readonly inspectionEnds?: RunRecord['inspectionEnds']
}

const latest = ({ startedAtMs, steps, samples = [], inspectionEnds = [] }: Spans): number =>
  [...steps, ...samples, ...inspectionEnds].reduce((last, timed) => Math.max(last, end(timed)), startedAtMs)

function beginsOfRounds({ samples }: RunRecord): ReadonlyMap<number, number> {
  const begins = new Map<number, number>()
  for (const { round, startedAtMs } of samples)
    begins.set(round, Math.min(begins.get(round) ?? Infinity, Math.round(startedAtMs)))
  return begins
}
