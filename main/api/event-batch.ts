import type { TaskChange } from '../lab/tasks/task.ts'
import type { LabEvent } from './contract.ts'

export const batchMs = 100

/**
 * Gathers events and hands them on together, in their order, a moment after the first. What is said several times of one task is
 * said once, where it was said first; so is that clusters have changed. The lines of one log travel as one piece.
 */
export class EventBatch implements Disposable {
  readonly #send: (events: readonly LabEvent[]) => void
  #events: LabEvent[] = []
  /** Where in the batch is what is said of one subject. */
  readonly #places = new Map<string, number>()
  #timer: NodeJS.Timeout | undefined

  constructor(send: (events: readonly LabEvent[]) => void) {
    this.#send = send
  }

  add(event: LabEvent): void {
    this.#timer ??= setTimeout(() => {
      this.flush()
    }, batchMs)
    const subject = subjectOf(event)
    const place = subject === undefined ? undefined : this.#places.get(subject)
    const earlier = place === undefined ? undefined : this.#events[place]
    if (place !== undefined && earlier) this.#events[place] = merged(earlier, event)
    else {
      const next = this.#events.push(event) - 1
      if (subject !== undefined) this.#places.set(subject, next)
    }
  }

  flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const events = this.#events
    this.#events = []
    this.#places.clear()
    if (events.length > 0) this.#send(events)
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer)
  }
}

/** What is said of one subject is said together; undefined for what is told each time. */
function subjectOf(event: LabEvent): string | undefined {
  if (event.name === 'task:changed' || event.name === 'task:logged') return `${event.name} ${event.payload.id}`
  return event.name === 'clusters:changed' ? event.name : undefined
}

function merged(earlier: LabEvent, later: LabEvent): LabEvent {
  if (earlier.name === 'task:changed' && later.name === 'task:changed')
    return { ...later, payload: mergeChanges(earlier.payload, later.payload) }
  if (earlier.name === 'task:logged' && later.name === 'task:logged')
    return { ...earlier, payload: { ...earlier.payload, lines: [...earlier.payload.lines, ...later.payload.lines] } }
  return earlier
}

function mergeChanges(earlier: TaskChange, later: TaskChange): TaskChange {
  const steps = new Map([...earlier.changedSteps, ...later.changedSteps].map((step) => [step.id, step]))
  return { ...later, changedSteps: [...steps.values()] }
}
