import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { Task, TaskChange } from '../../main/lab/tasks/task.ts'
import { useLab } from '../composables/use-lab.ts'
import { useConnection } from './connection.ts'
import { applyChange } from './task-steps.ts'

const isActive = ({ state }: Task): boolean => state === 'running' || state === 'cancelling'

/** The service's tasks: a snapshot with each connection, then what changes. */
export const useTasks = defineStore('tasks', () => {
  const lab = useLab()
  const connection = useConnection()
  const byId = shallowRef<ReadonlyMap<string, Task>>(new Map())
  const isLoaded = shallowRef(false)
  /** Changes told while a snapshot is awaited; they may be older or newer than it. */
  let meanwhile: TaskChange[] | undefined
  let reading = 0

  async function readSnapshot(): Promise<void> {
    const mine = ++reading
    meanwhile = []
    const snapshot = await lab['task:list']().catch(() => undefined)
    if (mine !== reading) return
    if (snapshot) {
      byId.value = withChanges(new Map(snapshot.map((task) => [task.id, task])), meanwhile)
      isLoaded.value = true
    }
    meanwhile = undefined
  }

  connection.onEachConnection(() => void readSnapshot())
  connection.onEvent('task:changed', (change) => {
    meanwhile?.push(change)
    byId.value = withChanges(byId.value, [change])
  })

  const all = computed(() => [...byId.value.values()].toSorted((a, b) => b.createdAtMs - a.createdAtMs))
  /** What the lab is at now. */
  const active = computed(() => all.value.find(isActive))
  /** The next one first. */
  const queued = computed(() => all.value.filter(({ state }) => state === 'queued').toReversed())

  /** The newest task of a run; a run that has yet to begin is known by its task's id. */
  function forRun(id: string): Task | undefined {
    return all.value.find(({ subject }) => subject.runId === id) ?? byId.value.get(id)
  }

  return { byId, isLoaded, all, active, queued, forRun }
})

function withChanges(tasks: ReadonlyMap<string, Task>, changes: readonly TaskChange[]): ReadonlyMap<string, Task> {
  const changed = new Map(tasks)
  for (const change of changes) changed.set(change.id, applyChange(changed.get(change.id), change))
  return changed
}
