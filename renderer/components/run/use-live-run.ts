import { useIntervalFn } from '@vueuse/core'
import { computed, watch, type Ref } from 'vue'
import type { LogLine, LogPart } from '../../../main/lab/tasks/task.ts'
import { openRun } from '../../composables/open-run.ts'
import { isActive, preparing } from '../../composables/tasks.ts'
import { useLab } from '../../composables/use-lab.ts'
import { useLoad } from '../../composables/use-load.ts'
import { useTaskLog } from '../../composables/use-task-log.ts'
import { useConnection } from '../../stores/connection.ts'
import { useTasks } from '../../stores/tasks.ts'
import { useLivePoints } from './use-live-points.ts'

const pollMs = 2000

/** A run as it goes on: what the store has of it, and what its task tells. Runs of other processes are read again and again. */
export function useLiveRun(id: Readonly<Ref<string>>, askedTask: Readonly<Ref<string | undefined>>) {
  const lab = useLab()
  const tasks = useTasks()
  const connection = useConnection()

  const task = computed(() => (id.value === preparing ? tasks.byId.get(askedTask.value ?? '') : tasks.forRun(id.value)))
  const taskId = computed(() => task.value?.id)
  const runId = computed(() => (id.value === preparing ? undefined : id.value))
  const {
    value: view,
    error,
    state,
    reload,
  } = useLoad(() => (runId.value === undefined ? Promise.resolve(undefined) : openRun(lab, runId.value)), [runId])
  const points = useLivePoints(id, view)

  const ofTask = useTaskLog(taskId)
  /** What the store has; it is asked for only where there is no task that tells. */
  const stored = useLoad(async (): Promise<readonly LogLine[]> => {
    if (runId.value === undefined || taskId.value !== undefined) return []
    const lines = await lab['run:log']({ runId: runId.value })
    const before = stored.value.value
    return before?.length === lines.length ? before : lines
  }, [runId, taskId])
  const log = computed<LogPart>(() =>
    taskId.value === undefined ? { from: 0, lines: stored.value.value ?? [] } : ofTask.value,
  )

  const isConducted = computed(() => task.value !== undefined && isActive(task.value))
  const isElsewhere = computed(() => view.value?.run.state === 'running' && tasks.isLoaded && !isConducted.value)
  const failedSteps = computed(() => task.value?.steps.filter((step) => step.state === 'failed').length ?? 0)

  const readAgain = () => Promise.all([reload(), stored.reload()])
  watch([isConducted, failedSteps, () => connection.epoch], () => void readAgain())
  connection.onEvent('runs:changed', (changed) => {
    if (changed.runId === runId.value && !isConducted.value) void readAgain()
  })
  useIntervalFn(() => {
    if (isElsewhere.value) void readAgain()
  }, pollMs)
  return { task, view, error, state, reload, points, log, isConducted, isElsewhere }
}
