import type { StepKind, StepReporter } from '../../clusters/cluster.ts'
import { Cancelled, toLabErrorDetails, type LabErrorDetails } from '../../system/errors.ts'
import type { Tell } from '../lab-event.ts'
import { TaskLog } from './task-log.ts'
import type { LogPart, Task, TaskStep, TaskSubject } from './task.ts'

/** A step that goes on. */
export interface RunningStep {
  rename(title: string): void
  /** With an error it has failed, or was cancelled where that was asked for. Only the first end counts. */
  end(error?: LabErrorDetails): void
}

/** What a task's work is given to work with, and to tell how far it is. */
export interface TaskContext {
  /** Aborted with `Cancelled` when the task is cancelled. */
  readonly signal: AbortSignal
  /** Whether the clusters of the task are to be left when they are closed; cancelling may change it. */
  keepsClusters(): boolean
  about(subject: TaskSubject): void
  progress(done: number, total: number): void
  log(group: string | null, text: string): void
  begin(group: string | null, title: string, kind: StepKind): RunningStep
  /** Steps and log of one variant's cluster, or of the task as a whole. */
  steps(group: string | null): StepReporter
}

type TaskFields = Omit<Task, 'steps'>

/** A task with everything about it that changes, told at each change. */
export class LiveTask implements TaskContext {
  readonly #tell: Tell
  readonly #now: () => number
  readonly #cancelling = new AbortController()
  readonly #log = new TaskLog()
  readonly #steps: TaskStep[] = []
  #fields: TaskFields
  #keepsClusters: boolean

  constructor(fields: TaskFields, keepsClusters: boolean, tell: Tell, now: () => number) {
    this.#fields = fields
    this.#keepsClusters = keepsClusters
    this.#tell = tell
    this.#now = now
    this.#changed()
  }

  get id(): string {
    return this.#fields.id
  }

  get state(): Task['state'] {
    return this.#fields.state
  }

  get isEnded(): boolean {
    return this.#fields.endedAtMs !== undefined
  }

  get signal(): AbortSignal {
    return this.#cancelling.signal
  }

  get snapshot(): Task {
    return { ...this.#fields, steps: [...this.#steps] }
  }

  tail(most: number): LogPart {
    return this.#log.tail(most)
  }

  keepsClusters(): boolean {
    return this.#keepsClusters
  }

  about(subject: TaskSubject): void {
    this.#update({ subject: { ...this.#fields.subject, ...subject } })
  }

  progress(done: number, total: number): void {
    this.#update({ progress: { done, total } })
  }

  log(group: string | null, text: string): void {
    const part = this.#log.add({ atMs: this.#now(), group, text })
    this.#tell({ name: 'task:logged', payload: { id: this.id, ...part } })
  }

  begin(group: string | null, title: string, kind: StepKind): RunningStep {
    const id = this.#steps.length + 1
    this.#setStep({ id, group, title, kind, state: 'running', startedAtMs: this.#now() })
    return {
      rename: (newTitle) => {
        this.#updateStep(id, { title: newTitle })
      },
      end: (error) => {
        this.#endStep(id, error)
      },
    }
  }

  steps(group: string | null): StepReporter {
    return {
      log: (line) => {
        this.log(group, line)
      },
      step: async (title, run, kind = 'create') => {
        const step = this.begin(group, title, kind)
        try {
          const result = await run()
          step.end()
          return result
        } catch (error) {
          step.end(toLabErrorDetails(error, title))
          throw error
        }
      },
    }
  }

  started(): void {
    this.#update({ state: 'running', startedAtMs: this.#now() })
  }

  /** A queued task is over at once; a running one ends when its work has. */
  cancel(clusters: 'delete' | 'keep'): void {
    if (this.isEnded) return
    this.#keepsClusters = clusters === 'keep'
    if (this.state === 'queued') this.#ended({ state: 'cancelled' })
    else if (this.state === 'running') {
      this.#update({ state: 'cancelling' })
      this.#cancelling.abort(new Cancelled())
    }
  }

  succeeded(): void {
    this.#endSteps()
    this.#ended({ state: 'succeeded' })
  }

  /** Its work threw something: that is what became of it, unless it was cancelled. */
  threw(thrown: unknown): void {
    const error = toLabErrorDetails(thrown, `Cannot finish: ${this.#fields.title}`)
    this.#endSteps(error)
    if (thrown !== this.signal.reason) this.log(null, `${error.title}: ${error.message}`)
    this.#ended(this.signal.aborted ? { state: 'cancelled' } : { state: 'failed', error })
  }

  #ended(end: Pick<TaskFields, 'state' | 'error'>): void {
    this.#update({ ...end, endedAtMs: this.#now() })
  }

  #endSteps(error?: LabErrorDetails): void {
    for (const { id, state } of [...this.#steps]) if (state === 'running') this.#endStep(id, error)
  }

  #endStep(id: number, error: LabErrorDetails | undefined): void {
    if (this.#steps[id - 1]?.state !== 'running') return
    const endedAtMs = this.#now()
    if (!error) this.#updateStep(id, { state: 'succeeded', endedAtMs })
    else if (this.signal.aborted) this.#updateStep(id, { state: 'cancelled', endedAtMs })
    else this.#updateStep(id, { state: 'failed', endedAtMs, error })
  }

  #updateStep(id: number, change: Partial<TaskStep>): void {
    const step = this.#steps[id - 1]
    if (step) this.#setStep({ ...step, ...change })
  }

  #setStep(step: TaskStep): void {
    this.#steps[step.id - 1] = step
    this.#changed([step])
  }

  #update(change: Partial<TaskFields>): void {
    this.#fields = { ...this.#fields, ...change }
    this.#changed()
  }

  #changed(changedSteps: readonly TaskStep[] = []): void {
    this.#tell({ name: 'task:changed', payload: { ...this.#fields, changedSteps } })
  }
}
