import PQueue from 'p-queue'
import type { Runtime } from '../clusters/cluster.ts'
import type { Variant } from '../cnis/variant.ts'
import { hasAll } from '../experiment/capability.ts'
import { paths as pathProfiles } from '../experiment/paths.ts'
import { preciseEnough } from '../experiment/modes.ts'
import type { ResolvedSpec } from '../experiment/spec.ts'
import { deriveFindings } from '../findings/derive-findings.ts'
import type { Probe } from '../probes/probe.ts'
import type { Environment, RunEvent } from '../store/events.ts'
import { sampleKeyText, type RunRecord } from '../store/run-record.ts'
import type { Store } from '../store/store.ts'
import { LabError, toLabErrorDetails, type LabErrorDetails } from '../system/errors.ts'
import { thisProcess } from '../system/process-identity.ts'
import { measureIdle } from './idle.ts'
import { Participant } from './participant.ts'
import { cellsOf } from '../experiment/cells.ts'
import { orderOf, type Measurement } from './plan.ts'
import { isPrecise } from './precision.ts'
import { recordedProbe } from './recorded-probe.ts'
import { Recorder, type Observer } from './recorder.ts'
import { keepRunView } from './run-view.ts'
import type { ReadingChoice } from './take-reading.ts'

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
  const started: Extract<RunEvent, { type: 'run.started' }> = {
    type: 'run.started',
    spec,
    variants: variants.map(({ id, cni, title, configured }) => ({ id, cni, title, configured })),
    probes: probes.filter(isEachRound).map(recordedProbe),
    inspections: probes.filter(isOnce).map(({ id, title, question }) => ({ id, title, question })),
    environment: parts.environment,
    process: thisProcess(),
  }
  const runId = parts.store.createRun(started)
  parts.onCreated?.(runId)
  parts.observer.event(started)
  return conduct(experiment, new Recorder(parts.store, runId, parts.observer), parts, signal)
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
  return conduct(experiment, recorder, parts, signal)
}

async function conduct(
  experiment: Experiment,
  recorder: Recorder,
  parts: LabParts,
  signal: AbortSignal,
): Promise<RunRecord> {
  const participants: Participant[] = []
  const finish = (state: 'complete' | 'cancelled' | 'failed', error?: LabErrorDetails) => {
    recorder.append({ type: 'run.finished', state, ...(error && { error }) })
  }
  try {
    const measurements = cellsOf(experiment.probes, availablePaths(experiment.spec, parts.runtime))
    const ready = await gather(experiment, measurements, participants, recorder, parts, signal)
    const measured = await readRounds(experiment, measurements, ready, recorder, parts, signal)
    const remaining = await readOnce(experiment, measurements, measured, recorder, parts, signal)
    if (parts.runtime.idleClustersCost) await measureIdle(remaining, recorder, signal)
    await leaveAll(participants)
    finish('complete')
  } catch (error) {
    await leaveAll(participants)
    if (signal.aborted) finish('cancelled')
    else finish('failed', toLabErrorDetails(error, 'Cannot finish the experiment'))
  }
  const run = parts.store.run(recorder.runId)
  keepRunView(parts.store, run)
  return run
}

const isEachRound = ({ repeat }: Probe) => repeat === 'each-round'
const isOnce = ({ repeat }: Probe) => repeat === 'once'

const availablePaths = (spec: ResolvedSpec, runtime: Runtime) =>
  spec.paths.filter((path) => hasAll(runtime.provides, pathProfiles[path].needs))

const leaveAll = (participants: Participant[]) =>
  Promise.allSettled(participants.splice(0).map((participant) => participant.leave()))

/**
 * Makes all clusters, some at a time; each is paused as soon as it is ready. A variant that fails takes no further part.
 * `participants` gets whatever has a cluster to leave. @returns those that can be measured
 */
async function gather(
  { variants }: Experiment,
  measurements: readonly Measurement[],
  participants: Participant[],
  recorder: Recorder,
  { runtime, allProbes, concurrency }: LabParts,
  signal: AbortSignal,
): Promise<readonly Participant[]> {
  const queue = new PQueue({ concurrency })
  const failures: LabErrorDetails[] = []
  const ready: Participant[] = []
  const join = async (variant: Variant) => {
    try {
      const options = { runtime, probes: allProbes, measurements, recorder, signal }
      const participant = await Participant.join(variant, options)
      participants.push(participant)
      const isPausing = runtime.idleClustersCost && variants.length > 1
      if (!isPausing || (await unlessItFails(participant, () => participant.pause(signal), recorder, signal)))
        ready.push(participant)
    } catch (error) {
      if (signal.aborted) return
      const details = toLabErrorDetails(error, `Cannot test ${variant.id}`)
      failures.push(details)
      recorder.append({ type: 'variant.failed', variant: variant.id, error: details })
    }
  }
  // All are waited for, whatever becomes of one: a cluster that came later would belong to nobody.
  const joined = await Promise.allSettled(variants.map((variant) => queue.add(() => join(variant))))
  signal.throwIfAborted()
  for (const outcome of joined) if (outcome.status === 'rejected') throw outcome.reason
  const [failure] = failures
  if (ready.length === 0) throw failure ? new LabError(failure) : everyVariantFailed()
  return ready
}

/** All rounds. @returns those that still take part */
async function readRounds(
  { spec }: Experiment,
  measurements: readonly Measurement[],
  participants: readonly Participant[],
  recorder: Recorder,
  { store }: LabParts,
  signal: AbortSignal,
): Promise<readonly Participant[]> {
  const cells = measurements.filter(({ probe }) => isEachRound(probe))
  const earlier = store.run(recorder.runId)
  const done = new Set(earlier.samples.filter(({ outcome }) => outcome.state === 'measured').map(sampleKeyText))
  let taking = participants
  if (cells.length === 0) return taking
  for (let round = 1; round <= spec.maxRounds && taking.length > 0; round++) {
    if (round > spec.rounds && isPrecise(deriveFindings(store.run(recorder.runId)), preciseEnough)) break
    const missingOf = (variant: string) =>
      cells.filter(
        ({ probe, caseId, path }) => !done.has(sampleKeyText({ variant, probe: probe.id, caseId, path, round })),
      )
    // A round that was begun before the run was interrupted keeps its order, which its readings were taken in.
    const begun = earlier.rounds.find((one) => one.round === round)?.order ?? []
    const others = taking.map(({ variant }) => variant.id).filter((id) => !begun.includes(id))
    const order = [...begun, ...orderOf(others.sort(), spec.seed, round)]
    if (others.length > 0) recorder.append({ type: 'round.started', round, order })
    for (const id of order) {
      const participant = taking.find(({ variant }) => variant.id === id)
      const missing = missingOf(id)
      if (!participant || missing.length === 0) continue
      const read = () => participant.read(missing, round, readingChoice(spec), signal)
      taking = await takeTurn(participant, taking, read, recorder, signal)
    }
  }
  if (taking.length === 0) throw everyVariantFailed()
  return taking
}

const readingChoice = ({ intensity, seed, userPolicies }: ResolvedSpec): ReadingChoice => ({
  intensity,
  seed,
  ...(userPolicies !== undefined && { userPolicies }),
})

const everyVariantFailed = () =>
  new LabError({
    code: 'cluster-failed',
    title: 'Cannot finish the experiment',
    message: 'every variant has failed.',
  })

/**
 * What is read once, of each cluster in its turn. After the rounds: policies come and go, which may leave something behind in a
 * datapath. @returns those that still take part
 */
async function readOnce(
  { spec }: Experiment,
  measurements: readonly Measurement[],
  participants: readonly Participant[],
  recorder: Recorder,
  { store }: LabParts,
  signal: AbortSignal,
): Promise<readonly Participant[]> {
  const ended = store.run(recorder.runId).inspectionEnds.filter(({ state }) => state === 'recorded')
  let taking = participants
  for (const participant of participants) {
    const { id } = participant.variant
    const missing = measurements.filter(
      ({ probe }) =>
        isOnce(probe) && !ended.some(({ variant, inspection }) => variant === id && inspection === probe.id),
    )
    if (missing.length === 0) continue
    const read = () => participant.read(missing, 0, readingChoice(spec), signal)
    taking = await takeTurn(participant, taking, read, recorder, signal)
  }
  return taking
}

/** One variant's turn, all others paused. @returns those that still take part */
async function takeTurn(
  participant: Participant,
  taking: readonly Participant[],
  act: () => Promise<void>,
  recorder: Recorder,
  signal: AbortSignal,
): Promise<readonly Participant[]> {
  const others = taking.filter((other) => other !== participant)
  const paused = await Promise.all(
    others.map((other) => unlessItFails(other, () => other.pause(signal), recorder, signal)),
  )
  const turn = async () => {
    await participant.resume(signal)
    await act()
  }
  const stays = await unlessItFails(participant, turn, recorder, signal)
  return [...others.filter((_, index) => paused[index]), ...(stays ? [participant] : [])]
}

/** Does something with one participant; where that fails, it takes no further part. @returns whether it does */
async function unlessItFails(
  participant: Participant,
  act: () => Promise<void>,
  recorder: Recorder,
  signal: AbortSignal,
): Promise<boolean> {
  try {
    await act()
    return true
  } catch (error) {
    signal.throwIfAborted()
    const variant = participant.variant.id
    const details = toLabErrorDetails(error, `Cannot go on with ${variant}`)
    recorder.append({ type: 'variant.failed', variant, error: details })
    await participant.setAside(signal)
    return false
  }
}
