import type { RouteLocationRaw } from 'vue-router'
import type { Task } from '../../main/lab/tasks/task.ts'

/** Where a task is watched. A run that has yet to begin has no id; its task's id stands for it. */
export const taskRoute = ({ id, kind, subject }: Task): RouteLocationRaw =>
  kind === 'run' ? { name: 'run', params: { id: subject.runId ?? id } } : { name: 'clusters' }
