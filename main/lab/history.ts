import { median } from 'simple-statistics'
import { runtimes } from '../clusters/index.ts'
import { readingText } from '../experiment/cell-text.ts'
import { probes } from '../probes/index.ts'
import type { EventOf, RunEventType, StoredEvent } from '../store/events.ts'
import type { Store } from '../store/store.ts'

/** How long things take on this machine. */
export interface Times {
  /** A cluster, from nothing to where it can be measured, with others being made at the same time. */
  readonly createMs: number
  /** Around the measurements of one turn: pausing, resuming, waiting. */
  readonly turnMs: number
  /** After the last turn: idle load, deleting. */
  readonly endMs: number
  /** Probe → how many times its typical time it takes. */
  readonly probeFactors: ReadonlyMap<string, number>
}

/** What earlier runs tell; a runtime without complete runs tells nothing. */
export type History = Readonly<Record<string, Times | undefined>>

const runsToRead = 5
/** Of so many samples the median is good enough, and a long run need not be read to its end. */
const samplesToRead = 300

/** From the last complete runs of each runtime. */
export function historyOf(store: Store): History {
  const complete = store.runs().filter(({ state }) => state === 'complete')
  const lastOf = (runtime: string) =>
    complete.flatMap((run) => (run.runtime === runtime ? [run.id] : [])).slice(0, runsToRead)
  return read(store, new Map(runtimes.ids.map((id) => [id, lastOf(id)])))
}

/** What was read last of a store. A complete run does not change, so that it holds until there is another one. */
const lastRead = new WeakMap<Store, { readonly of: string; readonly history: History }>()

function read(store: Store, runs: ReadonlyMap<string, readonly string[]>): History {
  const of = JSON.stringify([...runs])
  const kept = lastRead.get(store)
  if (kept?.of === of) return kept.history
  const history = Object.fromEntries(
    [...runs].flatMap(([runtime, ids]) => {
      const times = middleOf(ids.flatMap((id) => timesOfRun(store, id) ?? []))
      return times ? [[runtime, times]] : []
    }),
  )
  lastRead.set(store, { of, history })
  return history
}

const ofType = <T extends RunEventType>(events: readonly StoredEvent[], type: T): readonly EventOf<T>[] =>
  events.flatMap(({ event }) => (event.type === type ? [event as EventOf<T>] : []))

/** What one run tells; nothing where it made no cluster, or measured nothing in rounds. */
function timesOfRun(store: Store, id: string): Times | undefined {
  const events = store.events(id, ['run.started', 'step.finished', 'cluster.ready', 'round.started', 'run.finished'])
  const samples = ofType(store.events(id, ['reading.printed'], samplesToRead), 'reading.printed').filter(isOfRound)
  const newClusters = new Set(ofType(events, 'cluster.ready').flatMap(({ reused, variant }) => (reused ? [] : variant)))
  const [started] = ofType(events, 'run.started')
  const measuredFromMs = samples[0]?.startedAtMs
  if (!started || measuredFromMs === undefined || newClusters.size === 0) return undefined
  const steps = ofType(events, 'step.finished')
  const turns = ofType(events, 'round.started').reduce((sum, { order }) => sum + order.length, 0)
  const endedAtMs = events.at(-1)?.atMs ?? 0
  const making = steps.filter(({ startedAtMs }) => startedAtMs < measuredFromMs)
  const aroundTurns = steps.filter(
    ({ startedAtMs, kind }) => startedAtMs >= measuredFromMs && (kind === 'wait' || kind === 'pause'),
  )
  const ending = steps.filter(({ variant, kind }) => variant === null || kind === 'delete')
  const endingFromMs = ending.reduce((first, { startedAtMs }) => Math.min(first, startedAtMs), endedAtMs)
  return {
    createMs: median([...newClusters].map((variant) => totalMs(making.filter((step) => step.variant === variant)))),
    turnMs: turns > 0 ? totalMs(aroundTurns) / turns : 0,
    endMs: endedAtMs - endingFromMs,
    probeFactors: factorsOf(samples, started.spec),
  }
}

/** What is read once comes after the rounds, and says nothing of how long a probe takes. */
const isOfRound = ({ round }: EventOf<'reading.printed'>): boolean => round > 0

const totalMs = (steps: readonly { readonly durationMs: number }[]): number =>
  steps.reduce((total, { durationMs }) => total + durationMs, 0)

function factorsOf(
  samples: readonly EventOf<'reading.printed'>[],
  { intensity }: EventOf<'run.started'>['spec'],
): ReadonlyMap<string, number> {
  const byProbe = Map.groupBy(samples, ({ probe }) => probe)
  return new Map(
    probes.all().flatMap((probe) => {
      const ofProbe = byProbe.get(probe.id)
      if (!ofProbe) return []
      // One reading may run several programs, one after the other.
      const durations = [...Map.groupBy(ofProbe, readingText).values()].map(totalMs)
      return [[probe.id, median(durations) / probe.typicalMs(intensity)] as const]
    }),
  )
}

function middleOf(runs: readonly Times[]): Times | undefined {
  if (runs.length === 0) return undefined
  const middle = (valueOf: (times: Times) => number) => median(runs.map(valueOf))
  const ids = new Set(runs.flatMap(({ probeFactors }) => [...probeFactors.keys()]))
  return {
    createMs: middle(({ createMs }) => createMs),
    turnMs: middle(({ turnMs }) => turnMs),
    endMs: middle(({ endMs }) => endMs),
    probeFactors: new Map(
      [...ids].map((id) => [id, median(runs.flatMap(({ probeFactors }) => probeFactors.get(id) ?? []))]),
    ),
  }
}
