import type { Events, LabEvent, ResultOf } from '../api/contract.ts'

type TaskLike = Events['task:changed'] | ResultOf<'task:list'>[number]

/** Shorter runs end while someone still looks. */
const worthTellingMs = 60_000

export interface RunEnd {
  readonly title: string
  readonly text: string
}

interface Watcher {
  /** Whether a run is under way, on each change. */
  readonly busy: (isBusy: boolean) => void
  /** A run that took long has ended. */
  readonly ended: (end: RunEnd) => void
}

/** Follows the runs that are under way. */
export class RunWatch {
  readonly #watcher: Watcher
  #active = new Set<string>()

  constructor(watcher: Watcher) {
    this.#watcher = watcher
  }

  get isBusy(): boolean {
    return this.#active.size > 0
  }

  /** After a connection, when what happened in between is not known. */
  reset(tasks: readonly TaskLike[]): void {
    this.#active = new Set(tasks.filter(isActiveRun).map(({ id }) => id))
    this.#watcher.busy(this.isBusy)
  }

  events(events: readonly LabEvent[]): void {
    for (const event of events) if (event.name === 'task:changed') this.#changed(event.payload)
  }

  #changed(task: TaskLike): void {
    const wasBusy = this.isBusy
    const wasActive = this.#active.has(task.id)
    if (isActiveRun(task)) this.#active.add(task.id)
    else this.#active.delete(task.id)
    if (wasBusy !== this.isBusy) this.#watcher.busy(this.isBusy)
    const end = wasActive ? endOf(task) : undefined
    if (end) this.#watcher.ended(end)
  }
}

const isActiveRun = ({ kind, state }: TaskLike): boolean =>
  kind === 'run' && (state === 'queued' || state === 'running' || state === 'cancelling')

/** What to tell of a task that has ended; nothing when a person ended it, or when it was short. */
function endOf({ title, state, startedAtMs, endedAtMs, error }: TaskLike): RunEnd | undefined {
  const tookMs = (endedAtMs ?? 0) - (startedAtMs ?? endedAtMs ?? 0)
  if (tookMs < worthTellingMs) return undefined
  if (state === 'succeeded') return { title: 'The experiment is complete', text: title }
  if (state === 'failed') return { title: 'The experiment has failed', text: error?.message ?? title }
  return undefined
}
