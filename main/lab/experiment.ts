import PQueue from 'p-queue'
import type { Runtime } from '../clusters/cluster.ts'
import type { Variant } from '../cnis/variant.ts'
import { readingText } from '../experiment/cell-text.ts'
import { availablePaths } from '../experiment/paths.ts'
import { preciseEnough } from '../experiment/modes.ts'
import type { ResolvedSpec } from '../experiment/spec.ts'
import { deriveFindings } from '../findings/derive-findings.ts'
import type { Probe } from '../probes/probe.ts'
import type { Environment, EventOf } from '../store/events.ts'
import type { RunRecord } from '../store/run-record.ts'
import { balancedOrders } from '../statistics/balanced-orders.ts'
import type { Store } from '../store/store.ts'
import { LabError, toLabErrorDetails, type LabErrorDetails } from '../system/errors.ts'
import { thisProcess } from '../system/process-identity.ts'
import { measureIdle } from './idle.ts'
import { VariantSession } from './variant-session.ts'
import { cellsOf } from '../experiment/cells.ts'
import type { Measurement } from './plan.ts'
import { isPrecise } from './precision.ts'
import { recordedProbe } from './recorded-probe.ts'
import { Recorder, type Observer } from './recorder.ts'
import { keepViewOf } from './large-runs.ts'

export interface Experiment {
  readonly spec: ResolvedSpec
  readonly variants: readonly Variant[]
  readonly probes: readonly Probe[]
}

export interface LabParts {
  readonly runtime: Runtime
  readonly store: Store
  readonly environment: Environment
  /** Every probe there is: their servers are in every cluster. */
  readonly allProbes: readonly Probe[]
  /** Clusters made at a time. */
  readonly concurrency: number
  readonly observer: Observer
  /** Told the id of a new run before anything else is told of it. */
  readonly onCreated?: (runId: string) => void
}

/** Does an experiment from its first step to its last, and gives back its record. Cancelling is an outcome, not an error. */
export async function runExperiment(experiment: Experiment, parts: LabParts, signal: AbortSignal): Promise<RunRecord> {
  const { spec, variants, probes } = experiment
  const started: EventOf<'run.started'> = {
    type: 'run.started',
    spec,
    variants: variants.map(({ id, cni, title, configured }) => ({ id, cni, title, configured })),
    probes: probes.map(recordedProbe),
    environment: parts.environment,
    process: thisProcess(),
  }
  const runId = parts.store.createRun(started)
  parts.onCreated?.(runId)
  parts.observer.event(started)
  return execute(experiment, new Recorder(parts.store, runId, parts.observer), parts, signal)
}

/** Goes on with an interrupted or cancelled run: measures what is missing, in clusters made anew. */
export async function resumeExperiment(
  runId: string,
  experiment: Experiment,
  parts: LabParts,
  signal: AbortSignal,
): Promise<RunRecord> {
  const recorder = new Recorder(parts.store, runId, parts.observer)
  recorder.append({ type: 'run.resumed', process: thisProcess() })
  return execute(experiment, recorder, parts, signal)
}

/** A run under way: what each step of it works with. */
interface Run extends LabParts, Experiment {
  readonly cells: readonly Measurement[]
  readonly recorder: Recorder
  readonly signal: AbortSignal
  /** Whatever has a cluster to close. */
  readonly sessions: VariantSession[]
}

type Sessions = readonly VariantSession[]

async function execute(
  experiment: Experiment,
  recorder: Recorder,
  parts: LabParts,
  signal: AbortSignal,
): Promise<RunRecord> {
  const cells = cellsOf(experiment.probes, availablePaths(experiment.spec.paths, parts.runtime.provides))
  const run: Run = { ...parts, ...experiment, cells, recorder, signal, sessions: [] }
  const finish = (state: 'complete' | 'cancelled' | 'failed', error?: LabErrorDetails) => {
    recorder.append({ type: 'run.finished', state, ...(error && { error }) })
  }
  try {
    const remaining = await readOnce(run, await readRounds(run, await createClusters(run)))
    if (parts.runtime.idleClustersCost) await measureIdle(remaining, recorder, signal)
    await closeAll(run)
    finish('complete')
  } catch (error) {
    await closeAll(run)
    if (signal.aborted) finish('cancelled')
    else finish('failed', toLabErrorDetails(error, 'Cannot finish the experiment'))
  }
  const record = parts.store.run(recorder.runId)
  await keepViewOf(parts.store, record)
  return record
}

const closeAll = ({ sessions }: Run) => Promise.allSettled(sessions.splice(0).map((session) => session.close()))

/**
 * Makes all clusters, some at a time; each is paused as soon as it is ready. A variant that fails is left out of the rest of the run.
 * @returns those that can be measured
 */
async function createClusters(run: Run): Promise<Sessions> {
  const { variants, cells: measurements, runtime, allProbes: probes, concurrency, recorder, signal } = run
  const queue = new PQueue({ concurrency })
  const failures: LabErrorDetails[] = []
  const ready: VariantSession[] = []
  const start = async (variant: Variant) => {
    try {
      const session = await VariantSession.start(variant, { runtime, probes, measurements, recorder, signal })
      run.sessions.push(session)
      const isPausing = runtime.idleClustersCost && variants.length > 1
      if (!isPausing || (await unlessItFails(run, session, () => session.pause(signal)))) ready.push(session)
    } catch (error) {
      if (signal.aborted) return
      const details = toLabErrorDetails(error, `Cannot test ${variant.id}`)
      failures.push(details)
      recorder.append({ type: 'variant.failed', variant: variant.id, error: details })
    }
  }
  // All are waited for, whatever becomes of one: a cluster that came later would belong to nobody.
  const started = await Promise.allSettled(variants.map((variant) => queue.add(() => start(variant))))
  signal.throwIfAborted()
  for (const outcome of started) if (outcome.status === 'rejected') throw outcome.reason
  const [failure] = failures
  if (ready.length === 0) throw failure ? new LabError(failure) : everyVariantFailed()
  return ready
}

/** All rounds. @returns those that are still in the run */
async function readRounds(run: Run, sessions: Sessions): Promise<Sessions> {
  const { spec, store, recorder } = run
  const earlier = store.run(recorder.runId)
  const unread = unreadBy(run, 'each-round')
  const orders = balancedOrders(sessions.map(({ variant }) => variant.id).sort(), spec.maxRounds, spec.seed)
  let active = sessions
  if (!run.cells.some(({ probe }) => probe.repeat === 'each-round')) return active
  for (let round = 1; round <= spec.maxRounds && active.length > 0; round++) {
    if (round > spec.rounds && isPrecise(deriveFindings(store.run(recorder.runId)), preciseEnough)) break
    // A round that was begun before the run was interrupted keeps its order, which its readings were taken in.
    const begun = earlier.rounds.find((one) => one.round === round)?.order ?? []
    const others = orders[round - 1]?.filter(
      (id) => !begun.includes(id) && active.some(({ variant }) => variant.id === id),
    )
    const order = [...begun, ...(others ?? [])]
    if (order.length > begun.length) recorder.append({ type: 'round.started', round, order })
    for (const id of order) {
      const session = active.find(({ variant }) => variant.id === id)
      if (session) active = await takeTurn(run, session, active, unread(id, round), round)
    }
  }
  if (active.length === 0) throw everyVariantFailed()
  return active
}

/**
 * What is read once, of each cluster in its turn. After the rounds: policies come and go, which may leave something behind in a
 * datapath. @returns those that are still in the run
 */
async function readOnce(run: Run, sessions: Sessions): Promise<Sessions> {
  const unread = unreadBy(run, 'once')
  let active = sessions
  for (const session of sessions) active = await takeTurn(run, session, active, unread(session.variant.id, 0), 0)
  return active
}

/** What a variant still lacks in a round: what was recorded before the run was interrupted is not read again. */
function unreadBy({ store, recorder, cells }: Run, repeat: Probe['repeat']) {
  const { readings } = store.run(recorder.runId)
  const done = new Set(readings.filter(({ outcome }) => outcome.state === 'recorded').map(readingText))
  return (variant: string, round: number): readonly Measurement[] =>
    cells.filter(
      ({ probe, ...cell }) =>
        probe.repeat === repeat && !done.has(readingText({ ...cell, variant, probe: probe.id, round })),
    )
}

const everyVariantFailed = () =>
  new LabError({
    code: 'cluster-failed',
    title: 'Cannot finish the experiment',
    message: 'every variant has failed.',
  })

/** One variant's turn, all others paused. @returns those that are still in the run */
async function takeTurn(
  run: Run,
  session: VariantSession,
  active: Sessions,
  cells: readonly Measurement[],
  round: number,
): Promise<Sessions> {
  if (cells.length === 0) return active
  const { signal } = run
  const { intensity, seed, userPolicies } = run.spec
  const choice = { intensity, seed, ...(userPolicies !== undefined && { userPolicies }) }
  const others = active.filter((other) => other !== session)
  const paused = await Promise.all(others.map((other) => unlessItFails(run, other, () => other.pause(signal))))
  const stays = await unlessItFails(run, session, async () => {
    await session.resume(signal)
    await session.read(cells, round, choice, signal)
  })
  return [...others.filter((_, index) => paused[index]), ...(stays ? [session] : [])]
}

/** Does something with one session; where that fails, it is left out of the rest of the run. @returns whether it does */
async function unlessItFails(
  { recorder, signal }: Run,
  session: VariantSession,
  act: () => Promise<void>,
): Promise<boolean> {
  try {
    await act()
    return true
  } catch (error) {
    signal.throwIfAborted()
    const variant = session.variant.id
    const details = toLabErrorDetails(error, `Cannot go on with ${variant}`)
    recorder.append({ type: 'variant.failed', variant, error: details })
    await session.quarantine(signal)
    return false
  }
}
