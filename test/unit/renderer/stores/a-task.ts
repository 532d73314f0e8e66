import type { LogLine, Task, TaskChange, TaskStep } from '../../../../main/lab/tasks/task.ts'

export const aStep = (id: number, overrides: Partial<TaskStep> = {}): TaskStep => ({
  id,
  group: null,
  title: `step ${String(id)}`,
  kind: 'create',
  state: 'running',
  startedAtMs: 1000 + id,
  ...overrides,
})

export const aTask = (id: string, overrides: Partial<Task> = {}): Task => ({
  id,
  kind: 'run',
  title: `task ${id}`,
  subject: {},
  state: 'running',
  steps: [],
  createdAtMs: 1000,
  ...overrides,
})

export function aChange(id: string, overrides: Partial<TaskChange> = {}): TaskChange {
  const { steps: changedSteps, ...head } = aTask(id)
  return { ...head, changedSteps, ...overrides }
}

/** Lines numbered from `from` up to and without `to`. */
export const someLines = (from: number, to: number): readonly LogLine[] =>
  Array.from({ length: to - from }, (_, n) => ({ atMs: 0, group: null, text: `line ${String(from + n)}` }))
