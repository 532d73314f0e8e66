import type { RouteLocationRaw } from 'vue-router'
import type { Task } from '../../main/lab/tasks/task.ts'

export const isActive = ({ state }: Pick<Task, 'state'>): boolean =>
  state === 'queued' || state === 'running' || state === 'cancelling'

/** Stands in the address for the id of a run that has yet to begin. */
export const preparing = 'preparing'

/** Where a task is watched. A run that has yet to begin has no id; its task's id stands for it. */
export const taskRoute = ({ id, kind, subject }: Pick<Task, 'id' | 'kind' | 'subject'>): RouteLocationRaw => {
  if (kind !== 'run') return { name: 'clusters' }
  return subject.runId === undefined
    ? { name: 'run', params: { id: preparing }, query: { task: id } }
    : { name: 'run', params: { id: subject.runId } }
}
