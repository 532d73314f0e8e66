import { readingKeyOf, readingText } from '../experiment/cell-text.ts'
import { nobody } from '../system/process-identity.ts'
import type { EventOf, Output, RunEvent, StoredEvent } from './events.ts'
import { mergedByTime, type Timed } from './merged-by-time.ts'
import type { Reading, RunRecord, VariantRecord } from './run-record.ts'

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
    eventsOfReadings(run, beginOf),
    looksOf(run, beginOf),
    ...run.variants.map((variant) => failureOf(run, variant)),
    run.idle ? [{ atMs: latest(run), event: { type: 'idle.measured', ...run.idle } }] : [],
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

function readyOf({ startedAtMs, steps, readings }: RunRecord, { id, cluster }: VariantRecord): readonly Timed[] {
  if (!cluster) return []
  const making = steps.filter((step) => step.variant === id && isMaking(step))
  // Each turn has its waiting, too, but a cluster was ready before its first reading.
  const atMs = spansOf(readings.filter(({ variant, round }) => variant === id && round > 0)).reduce(
    (first, span) => Math.min(first, Math.round(span.startedAtMs)),
    latest({ startedAtMs, steps: making }),
  )
  return [{ atMs, event: { type: 'cluster.ready', variant: id, ...cluster } }]
}

function failureOf({ startedAtMs, steps, readings }: RunRecord, { id, error }: VariantRecord): readonly Timed[] {
  if (!error) return []
  const own = {
    startedAtMs,
    steps: steps.filter(({ variant, kind }) => variant === id && kind !== 'delete'),
    readings: readings.filter(({ variant, round }) => variant === id && round > 0),
  }
  return [{ atMs: latest(own), event: { type: 'variant.failed', variant: id, error } }]
}

/** Each came after the last reading of its round. */
function looksOf({ looks = [], readings }: RunRecord, beginOf: (round: number) => number): readonly Timed[] {
  let nowMs = 0
  return looks.map((look) => {
    const own = { startedAtMs: beginOf(look.round), steps: [], readings: readings.filter(isOfRound(look.round)) }
    return { atMs: (nowMs = Math.max(nowMs, latest(own))), event: { type: 'look.taken', ...look } }
  })
}

const isOfRound =
  (number: number) =>
  ({ round }: Reading): boolean =>
    round === number

const isMaking = ({ kind }: RunRecord['steps'][number]): boolean => kind === 'create' || kind === 'wait'

/** In the order of the record, so that they are folded into the same one; none before the one in front of it. */
function eventsOfReadings({ readings }: RunRecord, beginOf: (round: number) => number): readonly Timed[] {
  const open = new Set<string>()
  let nowMs = 0
  return readings.flatMap((reading) => {
    const text = readingText(reading)
    // Only for another process, which resumed the run, does another reading of the same begin.
    const resumed: RunEvent[] = open.has(text) ? [{ type: 'run.resumed', process: nobody }] : []
    if (resumed.length > 0) open.clear()
    if (reading.outcome.state === 'unread') open.add(text)
    const ended = reading.startedAtMs === undefined ? beginOf(reading.round) : end(spanOf(reading))
    const printed = reading.outputs.map((output) => ({ atMs: end(output), event: printedOf(reading, output) }))
    return [
      ...resumed.map((event) => ({ atMs: nowMs, event })),
      ...printed,
      ...closeOf(reading).map((event) => ({ atMs: ended, event })),
    ].map(({ atMs, event }) => ({ atMs: (nowMs = Math.max(nowMs, atMs)), event }))
  })
}

const printedOf = (reading: Reading, output: Output): RunEvent => ({
  type: 'reading.printed',
  ...readingKeyOf(reading),
  ...output,
  command: [...output.command],
})

function closeOf(reading: Reading): readonly RunEvent[] {
  const { outcome, startedAtMs, durationMs } = reading
  const key = { ...readingKeyOf(reading), startedAtMs, durationMs }
  switch (outcome.state) {
    case 'unread':
      return []
    case 'failed':
      return [{ type: 'reading.failed', ...key, error: outcome.error }]
    case 'recorded':
      return [{ type: 'reading.recorded', ...key, record: outcome.record }]
  }
}

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

interface Span {
  readonly startedAtMs: number
  readonly durationMs: number
}

const end = ({ startedAtMs, durationMs }: Span): number => Math.round(startedAtMs + durationMs)

const spanOf = ({ startedAtMs = 0, durationMs = 0 }: Reading): Span => ({ startedAtMs, durationMs })

const spansOf = (readings: readonly Reading[]): readonly Span[] =>
  readings.filter(({ startedAtMs }) => startedAtMs !== undefined).map(spanOf)

interface Spans {
  readonly startedAtMs: number
  readonly steps: RunRecord['steps']
  readonly readings?: RunRecord['readings']
}

const latest = ({ startedAtMs, steps, readings = [] }: Spans): number =>
  [...steps, ...spansOf(readings)].reduce((last, timed) => Math.max(last, end(timed)), startedAtMs)

function beginsOfRounds({ readings }: RunRecord): ReadonlyMap<number, number> {
  const begins = new Map<number, number>()
  for (const { round, startedAtMs } of readings)
    if (startedAtMs !== undefined) begins.set(round, Math.min(begins.get(round) ?? Infinity, Math.round(startedAtMs)))
  return begins
}
