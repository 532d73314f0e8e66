import { randomUUID } from 'node:crypto'
import PQueue from 'p-queue'
import { LabError } from '../../system/errors.ts'
import type { Tell } from '../lab-event.ts'
import { LiveTask, type TaskContext } from './live-task.ts'
import type { LogPart, Task, TaskKind, TaskSubject } from './task.ts'

export const finishedKept = 50

export interface TaskPlan {
  readonly kind: TaskKind
  readonly title: string
  readonly subject?: TaskSubject
  /** Leave the task's clusters when they are closed, unless cancelling says otherwise. */
  readonly keepClusters?: boolean
  /** The work itself. It ends in time when its signal is aborted, and cleans up behind itself. */
  readonly work: (context: TaskContext) => Promise<void>
}

/** Long jobs that outlive the page that asked for them. One at a time, since they all use the machine that is measured. */
export class TaskRunner {
  readonly #tell: Tell
  readonly #now: () => number
  readonly #lane = new PQueue({ concurrency: 1 })
  readonly #tasks = new Map<string, LiveTask>()
  #isClosed = false

  constructor(tell: Tell, now: () => number = Date.now) {
    this.#tell = tell
    this.#now = now
  }

  /** Queues a task. @returns its id. @throws LabError `bad-usage` once the runner is closed */
  start({ kind, title, subject = {}, keepClusters = false, work }: TaskPlan): string {
    if (this.#isClosed)
      throw new LabError({ code: 'bad-usage', title: `Cannot begin: ${title}`, message: 'the lab is closing.' })
    const fields = { id: randomUUID(), kind, title, subject, state: 'queued', createdAtMs: this.#now() } as const
    const task = new LiveTask(fields, keepClusters, this.#tell, this.#now)
    this.#tasks.set(task.id, task)
    void this.#lane.add(() => this.#run(task, work))
    return task.id
  }

  /** In the order in which they were begun. */
  list(): readonly Task[] {
    return [...this.#tasks.values()].map(({ snapshot }) => snapshot)
  }

  /** @throws LabError `unknown-name` */
  read(id: string, tail: number): { readonly task: Task; readonly log: LogPart } {
    const task = this.#find(id)
    return { task: task.snapshot, log: task.tail(tail) }
  }

  /** Asks a task to end; one that has ended stays as it is. @throws LabError `unknown-name` */
  cancel(id: string, clusters: 'delete' | 'keep'): void {
    this.#find(id).cancel(clusters)
    this.#forgetOldest()
  }

  /** Takes nothing new, cancels everything, and waits until all of it has ended. */
  async close(clusters: 'delete' | 'keep'): Promise<void> {
    this.#isClosed = true
    for (const task of [...this.#tasks.values()].toReversed()) task.cancel(clusters)
    await this.idle()
  }

  /** Once nothing is running or queued. */
  idle(): Promise<void> {
    return this.#lane.onIdle()
  }

  async #run(task: LiveTask, work: TaskPlan['work']): Promise<void> {
    // Whoever begins a task has its id before anything becomes of it.
    await Promise.resolve()
    if (task.state !== 'queued') return
    task.started()
    try {
      await work(task)
      task.succeeded()
    } catch (error) {
      task.threw(error)
    }
    this.#forgetOldest()
  }

  #find(id: string): LiveTask {
    const task = this.#tasks.get(id)
    if (task) return task
    throw new LabError({
      code: 'unknown-name',
      title: 'Cannot find the task',
      message: 'the lab knows of none with this id: it was begun before the lab was, or it ended long ago.',
    })
  }

  #forgetOldest(): void {
    const ended = [...this.#tasks.values()].filter(({ isEnded }) => isEnded)
    for (const { id } of ended.slice(0, -finishedKept)) this.#tasks.delete(id)
  }
}
