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
  const middle = mergedByTime([
    ...run.variants.map((variant) => eventsOfVariant(run, variant)),
    run.steps.map((step) => ({ atMs: end(step), event: { type: 'step.finished' as const, ...step } })),
    run.rounds.map((round) => ({ atMs: beginOf(round.round), event: { type: 'round.started', ...mutable(round) } })),
    run.samples.flatMap(eventsOfSample),
    run.failures.map((failure) => ({
      atMs: beginOf(failure.round),
      event: { type: 'sample.failed', ...failure, raw: null },
    })),
    run.idle ? [{ atMs: latest(run), event: { type: 'idle.measured', ...run.idle } }] : [],
    log.map(({ atMs, ...line }) => ({ atMs, event: { type: 'log', ...line } })),
  ])
  return [start, ...ending(run, middle)].map((timed, index) => ({ ...timed, sequence: index + 1 }))
}

const started = ({ spec, variants, probes, environment }: RunRecord): EventOf<'run.started'> => ({
  type: 'run.started',
  spec,
  variants: variants.map(({ id, cni, title, configured }) => ({ id, cni, title, configured })),
  probes: [...probes],
  environment,
  process: nobody,
})

function eventsOfVariant(run: RunRecord, { id: variant, cluster, error }: VariantRecord): readonly Timed[] {
  const ready = latest({
    ...run,
    steps: run.steps.filter((step) => step.variant === variant && isMaking(step)),
    samples: [],
  })
  const failed = latest({
    ...run,
    steps: run.steps.filter((step) => step.variant === variant && step.kind !== 'delete'),
    samples: run.samples.filter((sample) => sample.variant === variant),
  })
  return [
    ...(cluster
      ? [{ atMs: firstSampleOr(run, variant, ready), event: { type: 'cluster.ready', variant, ...cluster } } as const]
      : []),
    ...(error ? [{ atMs: failed, event: { type: 'variant.failed', variant, error } } as const] : []),
  ]
}

const isMaking = ({ kind }: RunRecord['steps'][number]): boolean => kind === 'create' || kind === 'wait'

/** Waiting happens in each turn, too; a cluster was ready before its first sample. */
function firstSampleOr({ samples }: RunRecord, variant: string, otherwise: number): number {
  const begins = samples
    .filter((sample) => sample.variant === variant)
    .map(({ startedAtMs }) => Math.round(startedAtMs))
  return begins.reduce((first, atMs) => Math.min(first, atMs), otherwise)
}

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
  const last = events.at(-1)
  if (last) return [...events.slice(0, -1), { ...last, atMs: endedAtMs }]
  return endedAtMs === startedAtMs ? [] : [{ atMs: endedAtMs, event: { type: 'log', variant: null, line: '' } }]
}

const end = ({ startedAtMs, durationMs }: { readonly startedAtMs: number; readonly durationMs: number }): number =>
  Math.round(startedAtMs + durationMs)

const latest = ({ startedAtMs, steps, samples }: Pick<RunRecord, 'startedAtMs' | 'steps' | 'samples'>): number =>
  [...steps, ...samples].reduce((last, timed) => Math.max(last, end(timed)), startedAtMs)

function beginsOfRounds({ samples }: RunRecord): ReadonlyMap<number, number> {
  const begins = new Map<number, number>()
  for (const { round, startedAtMs } of samples)
    begins.set(round, Math.min(begins.get(round) ?? Infinity, Math.round(startedAtMs)))
  return begins
}

const mutable = ({ round, order }: RunRecord['rounds'][number]) => ({ round, order: [...order] })
