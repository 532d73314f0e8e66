import type { ClusterLab, LabContext } from '../lab/lab-context.ts'
import type { Tell } from '../lab/lab-event.ts'
import type { Task } from '../lab/tasks/task.ts'
import { TaskRunner, type TaskPlan } from '../lab/tasks/task-runner.ts'
import { LabError } from '../system/errors.ts'
import { defaultPaths } from '../system/paths.ts'
import { machineOf, type MachineFlags } from './machine-flags.ts'
import { openRuns } from './open-runs.ts'

/** A lab in this process, for one command: the tasks are those of the page. */
export const clusterLab = (flags: MachineFlags): ClusterLab => ({
  paths: defaultPaths(),
  environment: process.env,
  // Whoever looks at a page of this machine has a lab of its own, and reads the store.
  tell: () => undefined,
  machine: () => Promise.resolve(machineOf(flags)),
})

/** The same, with the runs of this machine. @throws LabError `store-failed` */
export function openLab(flags: MachineFlags): LabContext & Disposable {
  const lab = clusterLab(flags)
  const store = openRuns()
  return {
    ...lab,
    store,
    [Symbol.dispose]: () => {
      store[Symbol.dispose]()
    },
  }
}

/** Does a task here and now. @returns it as it ended, whatever became of it */
export async function endOfTask(plan: TaskPlan, signal: AbortSignal, tell: Tell = () => undefined): Promise<Task> {
  const tasks = new TaskRunner(tell)
  const id = tasks.start(plan)
  const cancel = () => {
    tasks.cancel(id, plan.keepClusters ? 'keep' : 'delete')
  }
  if (signal.aborted) cancel()
  signal.addEventListener('abort', cancel)
  await tasks.idle()
  signal.removeEventListener('abort', cancel)
  return tasks.read(id, 0).task
}

/** The same, for a task that has nothing to show unless it succeeds. @throws LabError, or the signal's reason */
export async function doTask(plan: TaskPlan, signal: AbortSignal, tell?: Tell): Promise<Task> {
  const task = await endOfTask(plan, signal, tell)
  if (task.error) throw new LabError(task.error)
  if (task.state === 'cancelled') throw signal.reason
  return task
}
