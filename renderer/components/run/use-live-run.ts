import { computed, onScopeDispose, watch, type Ref } from 'vue'
import type { Task } from '../../../main/lab/tasks/task.ts'
import { openRun } from '../../composables/open-run.ts'
import { preparing } from '../../composables/task-route.ts'
import { useLab } from '../../composables/use-lab.ts'
import { useLoad } from '../../composables/use-load.ts'
import { useConnection } from '../../stores/connection.ts'
import { useTasks } from '../../stores/tasks.ts'
import { useLivePoints } from './use-live-points.ts'
import { useRunLog } from './use-run-log.ts'

const pollMs = 2000
const isActive = (task: Task | undefined): boolean =>
  task !== undefined && ['queued', 'running', 'cancelling'].includes(task.state)

/** A run as it goes on: what the store has of it, and what its task tells. Runs of other processes are read again and again. */
export function useLiveRun(id: Readonly<Ref<string>>, askedTask: Readonly<Ref<string | undefined>>) {
  const lab = useLab()
  const tasks = useTasks()
  const connection = useConnection()

  const task = computed(() => (id.value === preparing ? tasks.byId.get(askedTask.value ?? '') : tasks.forRun(id.value)))
  const runId = computed(() => (id.value === preparing ? undefined : id.value))
  const {
    value: view,
    error,
    state,
    reload,
  } = useLoad(() => (runId.value === undefined ? Promise.resolve(undefined) : openRun(lab, runId.value)), [runId])
  const points = useLivePoints(id, view)
  const taskId = computed(() => task.value?.id)
  const { log, reload: reloadLog } = useRunLog(runId, taskId)

  const isConducted = computed(() => isActive(task.value))
  const isElsewhere = computed(() => view.value?.run.state === 'running' && tasks.isLoaded && !isConducted.value)
  const failedSteps = computed(() => task.value?.steps.filter((step) => step.state === 'failed').length ?? 0)

  const readAgain = () => Promise.all([reload(), reloadLog()])
  watch([isConducted, failedSteps, () => connection.epoch], () => void readAgain())
  const stopListening = connection.onEvent('runs:changed', (changed) => {
    if (changed.runId === runId.value && !isConducted.value) void readAgain()
  })
  const timer = setInterval(() => {
    if (isElsewhere.value) void readAgain()
  }, pollMs)
  onScopeDispose(() => {
    stopListening()
    clearInterval(timer)
  })
  return { task, view, error, state, reload, points, log, isConducted, isElsewhere }
}
