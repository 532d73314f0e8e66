import type { TaskChange } from '../lab/tasks/task.ts'
import type { Events, LabEvent } from './contract.ts'

export const batchMs = 100

/**
 * Gathers events and hands them on together, in their order, a moment after the first. What is said several times of one task is
 * said once, where it was said first; so is that clusters have changed. The lines of one log travel as one piece.
 */
export class EventBatch implements Disposable {
  readonly #send: (events: readonly LabEvent[]) => void
  #events: LabEvent[] = []
  /** Where in the batch a task's change and its log are. */
  readonly #changes = new Map<string, number>()
  readonly #logs = new Map<string, number>()
  #timer: NodeJS.Timeout | undefined

  constructor(send: (events: readonly LabEvent[]) => void) {
    this.#send = send
  }

  add(event: LabEvent): void {
    this.#timer ??= setTimeout(() => {
      this.flush()
    }, batchMs)
    if (event.name === 'task:changed') this.#addChange(event.payload)
    else if (event.name === 'task:logged') this.#addLines(event.payload)
    else if (event.name !== 'clusters:changed' || !this.#events.some(({ name }) => name === event.name))
      this.#events.push(event)
  }

  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const events = this.#events
    this.#events = []
    this.#changes.clear()
    this.#logs.clear()
    if (events.length > 0) this.#send(events)
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer)
  }

  #addChange(change: TaskChange): void {
    const at = this.#changes.get(change.id)
    const earlier = at === undefined ? undefined : this.#events[at]
    if (at !== undefined && earlier?.name === 'task:changed')
      this.#events[at] = { name: 'task:changed', payload: mergeChanges(earlier.payload, change) }
    else this.#changes.set(change.id, this.#events.push({ name: 'task:changed', payload: change }) - 1)
  }

  #addLines(part: Events['task:logged']): void {
    const at = this.#logs.get(part.id)
    const earlier = at === undefined ? undefined : this.#events[at]
    if (at !== undefined && earlier?.name === 'task:logged')
      this.#events[at] = {
        name: 'task:logged',
        payload: { ...earlier.payload, lines: [...earlier.payload.lines, ...part.lines] },
      }
    else this.#logs.set(part.id, this.#events.push({ name: 'task:logged', payload: part }) - 1)
  }
}

function mergeChanges(earlier: TaskChange, later: TaskChange): TaskChange {
  const steps = new Map([...earlier.changedSteps, ...later.changedSteps].map((step) => [step.id, step]))
  return { ...later, changedSteps: [...steps.values()] }
}
