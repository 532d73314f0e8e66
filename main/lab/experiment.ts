import PQueue from 'p-queue'
import type { Variant } from '../cnis/variant.ts'
import { availablePaths } from '../experiment/paths.ts'
import type { EventOf } from '../store/events.ts'
import type { RunRecord } from '../store/run-record.ts'
import { LabError, toLabErrorDetails, type LabErrorDetails } from '../system/errors.ts'
import { thisProcess } from '../system/process-identity.ts'
import { measureIdle } from './idle.ts'
import { VariantSession } from './variant-session.ts'
import { cellsOf } from '../experiment/cells.ts'
import { readRounds } from './read-rounds.ts'
import { recordedProbe } from './recorded-probe.ts'
import { Recorder } from './recorder.ts'
import { everyVariantFailed, takeTurn, unlessItFails, unreadBy } from './take-turn.ts'
import type { Experiment, LabParts, Run, Sessions } from './run-under-way.ts'
import { keepViewOf } from './large-runs.ts'

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
