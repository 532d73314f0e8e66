import type { Task, TaskChange, TaskStep } from '../../main/lab/tasks/task.ts'

/** What has ended stays ended, so that late news of earlier times do no harm. */
const isLate = (known: { readonly endedAtMs?: number } | undefined, told: { readonly endedAtMs?: number }): boolean =>
  known?.endedAtMs !== undefined && told.endedAtMs === undefined

export function mergeSteps(known: readonly TaskStep[], told: readonly TaskStep[]): readonly TaskStep[] {
  if (told.length === 0) return known
  const byId = new Map(known.map((step) => [step.id, step]))
  for (const step of told) if (!isLate(byId.get(step.id), step)) byId.set(step.id, step)
  return [...byId.values()].toSorted((a, b) => a.id - b.id)
}

/** A task after a change; a change of a task that is not known yet begins one. */
export function applyChange(known: Task | undefined, { changedSteps, ...head }: TaskChange): Task {
  const steps = mergeSteps(known?.steps ?? [], changedSteps)
  return known && isLate(known, head) ? { ...known, steps } : { ...head, steps }
}
