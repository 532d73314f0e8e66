import { readingKeyOf } from '../experiment/cell-text.ts'
import type { ExperimentSpec } from '../experiment/spec.ts'
import { numbersOf } from '../findings/samples.ts'
import { probes } from '../probes/index.ts'
import type { EventOf, RunEvent } from '../store/events.ts'
import type { RunRecord } from '../store/run-record.ts'
import { LabError, type LabErrorDetails } from '../system/errors.ts'
import type { Experiment } from './experiment.ts'
import { isListed, type LabContext } from './lab-context.ts'
import { alone } from './machine-lock.ts'
import type { Observer } from './recorder.ts'
import { resolveRun, resolveSpec } from './resolve-spec.ts'
import { observeRun } from './tasks/observe-run.ts'
import type { TaskContext } from './tasks/live-task.ts'
import type { TaskPlan } from './tasks/task-runner.ts'

/** A new run. @throws LabError `unknown-name` | `bad-usage` at once where there cannot be one */
export function runTask(asked: ExperimentSpec, lab: LabContext): TaskPlan {
  const experiment = resolveSpec(asked)
  return alone(lab.paths, {
    kind: 'run',
    title: titleOf(experiment),
    keepClusters: asked.keep,
    work: (task) => execute(experiment, undefined, lab, task),
  })
}

/** The rest of a run. @throws LabError `unknown-name` | `bad-usage` at once where it cannot be resumed */
export function resumeTask(runId: string, keep: boolean, lab: LabContext): TaskPlan {
  const experiment = resolveRun(lab.store.run(runId))
  return alone(lab.paths, {
    kind: 'run',
    title: `the rest of the ${titleOf(experiment)}`,
    subject: { runId },
    keepClusters: keep,
    work: (task) => execute(experiment, lab.store.run(runId), lab, task),
  })
}

const titleOf = ({ spec, variants }: Experiment) =>
  `${spec.mode} run of ${variants.map(({ id }) => id).join(', ')} on ${spec.runtime}`

async function execute(
  experiment: Experiment,
  resumed: RunRecord | undefined,
  lab: LabContext,
  task: TaskContext,
): Promise<void> {
  // What makes clusters is loaded when the first is made: a lab that waits stays small.
  const [{ openMachine }, { resumeExperiment, runExperiment }] = await Promise.all([
    import('./open-machine.ts'),
    import('./experiment.ts'),
  ])
  const watch = new RunWatch(task, lab, resumed)
  const preparing = task.begin(null, 'Checking this machine', 'other')
  const machine = await lab.machine()
  const opened = await openMachine(experiment, machine, lab, () => task.keepsClusters(), task.signal)
  preparing.end()
  const parts = {
    ...opened,
    store: lab.store,
    allProbes: probes.all(),
    concurrency: machine.concurrency,
    observer: watch,
  }
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
    this.#lab.observer?.event(event)
    if (event.type === 'run.resumed' && this.#runId !== undefined) this.#lab.news.runsChanged(this.#runId)
    if (event.type === 'run.started') this.#makesClusters = isListed(event.spec.runtime)
    if (event.type === 'reading.recorded') this.#recorded(event)
    else if (this.#makesClusters && changesClusters(event)) this.#lab.news.clustersChanged()
  }

  stepBegun(...step: Parameters<Observer['stepBegun']>): void {
    this.#shown.stepBegun(...step)
    this.#lab.observer?.stepBegun(...step)
  }

  #recorded(event: EventOf<'reading.recorded'>): void {
    const numbers = event.round > 0 ? numbersOf(event.probe, event.record) : undefined
    if (this.#runId === undefined || !numbers) return
    this.#lab.news.measured(this.#runId, { ...readingKeyOf(event), metrics: numbers.metrics })
  }
}

const changesClusters = (event: RunEvent): boolean =>
  event.type === 'cluster.ready' ||
  (event.type === 'step.finished' && (event.kind === 'delete' || event.kind === 'create'))
