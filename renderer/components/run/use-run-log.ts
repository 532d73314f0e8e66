import { computed, onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import type { LogLine, LogPart } from '../../../main/lab/tasks/task.ts'
import { useLab } from '../../composables/use-lab.ts'
import { useTasks } from '../../stores/tasks.ts'

/** The log of a task while the service knows it, else what the store has of the run. */
export function useRunLog(runId: Readonly<Ref<string | undefined>>, taskId: Readonly<Ref<string | undefined>>) {
  const lab = useLab()
  const tasks = useTasks()
  const stored = shallowRef<readonly LogLine[]>([])
  let opened: string | undefined

  function open(id: string | undefined): void {
    if (opened !== undefined) tasks.closeLog(opened)
    opened = id
    if (id !== undefined) tasks.openLog(id)
  }

  async function reload(): Promise<void> {
    const id = runId.value
    if (id === undefined || taskId.value !== undefined) return
    // A run that cannot be read is told by run:open.
    const lines = await lab['run:log']({ runId: id }).catch(() => undefined)
    if (lines && id === runId.value && lines.length !== stored.value.length) stored.value = lines
  }

  watch(taskId, open, { immediate: true })
  watch(
    [runId, taskId],
    () => {
      stored.value = []
      void reload()
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    open(undefined)
  })
  const log = computed<LogPart>(() =>
    taskId.value === undefined ? { from: 0, lines: stored.value } : tasks.log(taskId.value),
  )
  return { log, reload }
}
