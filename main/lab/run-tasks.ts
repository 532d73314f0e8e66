import { readingKeyOf } from '../experiment/cell-text.ts'
import type { ExperimentSpec } from '../experiment/spec.ts'
import { numbersOf } from '../findings/samples.ts'
import { probes } from '../probes/index.ts'
import type { EventOf, RunEvent } from '../store/events.ts'
import type { RunRecord } from '../store/run-record.ts'
import { LabError, type LabErrorDetails } from '../system/errors.ts'
import type { Experiment } from './run-under-way.ts'
import { historyOf } from './history.ts'
import { isListed, type LabContext } from './lab-context.ts'
import { alone } from './machine-lock.ts'
import type { Observer } from './recorder.ts'
import { resolveRun, resolveSpec } from './resolve-spec.ts'
import { observeRun } from './tasks/observe-run.ts'
import type { TaskContext } from './tasks/live-task.ts'
import type { TaskPlan } from './tasks/task-runner.ts'

/** A new run. @throws LabError `unknown-name` | `bad-usage` at once where there cannot be one */
export function runTask(asked: ExperimentSpec, lab: LabContext): TaskPlan {
  const experiment = resolveSpec(asked, asked.budgetMs === undefined ? {} : historyOf(lab.store))
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
  const watch = watchRun(experiment, resumed, lab, task)
  const preparing = task.begin(null, 'Checking this machine', 'other')
  const machine = await lab.machine()
  const opened = await openMachine(experiment, machine, lab, () => task.keepsClusters(), task.signal)
  preparing.end()
  const { concurrency } = machine
  const parts = { ...opened, ...watch, store: lab.store, allProbes: probes.all(), concurrency }
  try {
    const record = await (resumed
      ? resumeExperiment(resumed.id, experiment, parts, task.signal)
      : runExperiment(experiment, parts, task.signal))
    if (record.state === 'cancelled') throw task.signal.reason
    if (record.state === 'failed') throw new LabError(failureOf(record))
  } finally {
    watch.onEnd()
  }
}

const failureOf = ({ id, error }: RunRecord): LabErrorDetails =>
  (error as LabErrorDetails | undefined) ?? {
    code: 'internal',
    title: `Cannot finish the run ${id}`,
    message: 'it failed without saying why.',
  }

/** Tells of a run to the task, and to whoever shows the lab. */
function watchRun({ spec }: Experiment, resumed: RunRecord | undefined, lab: LabContext, task: TaskContext) {
  const shown = observeRun(task, resumed)
  let runId = resumed?.id
  const runChanged = () => {
    if (runId !== undefined) lab.tell({ name: 'runs:changed', payload: { runId } })
  }
  const clustersChanged = () => {
    if (isListed(spec.runtime)) lab.tell({ name: 'clusters:changed', payload: null })
  }
  const recorded = (event: EventOf<'reading.recorded'>) => {
    const numbers = event.round > 0 ? numbersOf(event.probe, event.record) : undefined
    if (runId === undefined || !numbers) return
    const payload = { runId, ...readingKeyOf(event), metrics: numbers.metrics }
    lab.tell({ name: 'run:measured', payload })
  }
  const judged = ({ type, ...look }: EventOf<'look.taken'>) => {
    if (runId !== undefined) lab.tell({ name: 'run:judged', payload: { runId, ...look } })
  }
  const observer: Observer = {
    event: (event) => {
      shown.event(event)
      lab.observer?.event(event)
      if (event.type === 'run.resumed') runChanged()
      if (event.type === 'look.taken') judged(event)
      if (event.type === 'reading.recorded') recorded(event)
      else if (changesClusters(event)) clustersChanged()
    },
    stepBegun: (...step) => {
      shown.stepBegun(...step)
      lab.observer?.stepBegun(...step)
    },
  }
  return {
    observer,
    onCreated: (id: string) => {
      runId = id
      task.about({ runId })
      runChanged()
    },
    onEnd: () => {
      runChanged()
      clustersChanged()
    },
  }
}

const changesClusters = (event: RunEvent): boolean =>
  event.type === 'cluster.ready' ||
  (event.type === 'step.finished' && (event.kind === 'delete' || event.kind === 'create'))
