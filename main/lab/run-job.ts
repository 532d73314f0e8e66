import { randomInt } from 'node:crypto'
import { findVariants } from '../cnis/index.ts'
import type { RuntimeId } from '../cnis/variant.ts'
import type { EventOf, RunEvent } from '../store/events.ts'
import type { RunRecord } from '../store/run-record.ts'
import { LabError, type LabErrorDetails } from '../system/errors.ts'
import { chosenProbes } from './chosen-probes.ts'
import { checkIpFamily } from './ip-family.ts'
import { clusterSettings, isListed, type LabContext } from './lab-context.ts'
import type { RunOptions } from './prepare-experiment.ts'
import type { Observer } from './recorder.ts'
import { observeRun } from './tasks/observe-run.ts'
import type { TaskContext } from './tasks/live-task.ts'
import type { TaskPlan } from './tasks/task-runner.ts'

type Choice = Omit<RunOptions, 'concurrency' | 'engine' | 'sudo' | 'catalog'>

/** What a person chooses of a new run; the rest is set once, or drawn. */
export interface NewRun extends Omit<Choice, 'seed'> {
  readonly runtime: RuntimeId
  readonly variants: readonly string[]
  readonly probes: readonly string[]
  readonly seed?: number | undefined
}

/** A new run as a task. @throws LabError `unknown-name` at once where a name is not known */
export function newRun(choice: NewRun, lab: LabContext): TaskPlan {
  findVariants(choice.variants)
  chosenProbes(choice)
  checkIpFamily(choice)
  return {
    kind: 'run',
    title: `${choice.mode} run of ${choice.variants.join(', ')} on ${choice.runtime}`,
    keepClusters: choice.keep,
    work: (task) => conduct({ ...choice, seed: choice.seed ?? randomInt(2 ** 32) }, undefined, lab, task),
  }
}

/** The rest of a run as a task. @throws LabError `unknown-name` | `bad-usage` at once where it cannot go on */
export function restOfRun(runId: string, keep: boolean, lab: LabContext): TaskPlan {
  const run = lab.store.run(runId)
  if (run.state === 'running' || run.state === 'complete')
    throw new LabError({
      code: 'bad-usage',
      title: `Cannot go on with the run ${runId}`,
      message: run.state === 'running' ? 'it is still running.' : 'it is complete.',
    })
  const { mode, runtime, seed } = run.spec
  return {
    kind: 'run',
    title: `the rest of the ${mode} run of ${run.variants.map(({ id }) => id).join(', ')} on ${runtime}`,
    subject: { runId },
    keepClusters: keep,
    work: (task) => conduct({ mode, seed, keep }, lab.store.run(runId), lab, task),
  }
}

async function conduct(
  choice: Choice,
  resumed: RunRecord | undefined,
  lab: LabContext,
  task: TaskContext,
): Promise<void> {
  // What makes clusters is loaded when the first is made: a lab that waits stays small.
  const [{ prepareExperiment }, { resumeExperiment, runExperiment }] = await Promise.all([
    import('./prepare-experiment.ts'),
    import('./experiment.ts'),
  ])
  const watch = new RunWatch(task, lab, resumed)
  const options = { ...choice, ...(await clusterSettings(lab.paths)), sudo: false }
  const around = { paths: lab.paths, store: lab.store, observer: watch, keep: () => task.keepsClusters() }
  const preparing = task.begin(null, 'Checking this machine', 'other')
  const { experiment, parts } = await prepareExperiment(options, resumed, around, task.signal)
  preparing.end()
  const record = await watch.whole(() =>
    resumed
      ? resumeExperiment(resumed.id, experiment, parts, task.signal)
      : runExperiment(experiment, { ...parts, onCreated: watch.began }, task.signal),
  )
  if (record.state === 'cancelled') throw task.signal.reason
  if (record.state === 'failed') throw new LabError(failureOf(record))
}

const failureOf = ({ id, error }: RunRecord): LabErrorDetails =>
  (error as LabErrorDetails | undefined) ?? {
    code: 'internal',
    title: `Cannot finish the run ${id}`,
    message: 'it failed without saying why.',
  }

/** Tells of a run to the task, and to whoever shows the lab. */
class RunWatch implements Observer {
  readonly #lab: LabContext
  readonly #task: TaskContext
  readonly #shown: Observer
  #runId: string | undefined
  #makesClusters = false

  constructor(task: TaskContext, lab: LabContext, resumed: RunRecord | undefined) {
    this.#lab = lab
    this.#task = task
    this.#shown = observeRun(task, resumed)
    this.#makesClusters = resumed !== undefined && isListed(resumed.spec.runtime)
    if (resumed) this.#runId = resumed.id
  }

  readonly began = (runId: string): void => {
    this.#runId = runId
    this.#task.about({ runId })
    this.#lab.news.runsChanged(runId)
  }

  /** Tells of the run's end, whatever it is. */
  async whole(run: () => Promise<RunRecord>): Promise<RunRecord> {
    try {
      return await run()
    } finally {
      if (this.#runId !== undefined) this.#lab.news.runsChanged(this.#runId)
      if (this.#makesClusters) this.#lab.news.clustersChanged()
    }
  }

  event(event: RunEvent): void {
    this.#shown.event(event)
    if (event.type === 'run.resumed' && this.#runId !== undefined) this.#lab.news.runsChanged(this.#runId)
    if (event.type === 'run.started') this.#makesClusters = isListed(event.spec.runtime)
    if (event.type === 'sample.measured') this.#measured(event)
    else if (this.#makesClusters && changesClusters(event)) this.#lab.news.clustersChanged()
  }

  stepBegun(...step: Parameters<Observer['stepBegun']>): void {
    this.#shown.stepBegun(...step)
  }

  #measured(sample: EventOf<'sample.measured'>): void {
    if (this.#runId !== undefined) this.#lab.news.measured(this.#runId, sample)
  }
}

const changesClusters = (event: RunEvent): boolean =>
  event.type === 'cluster.ready' ||
  (event.type === 'step.finished' && (event.kind === 'delete' || event.kind === 'create'))
