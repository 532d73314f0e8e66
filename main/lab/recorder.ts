import type { StepKind, StepReporter } from '../clusters/cluster.ts'
import type { RunEvent } from '../store/events.ts'
import type { Store } from '../store/store.ts'
import { toLabErrorDetails } from '../system/errors.ts'
import { stopwatch } from '../system/stopwatch.ts'

/** Sees a run as it happens. Events are stored before they are shown; the begin of a step is only shown. */
export interface Observer {
  event(event: RunEvent): void
  stepBegun(variant: string | null, title: string, kind: StepKind): void
}

/** Writes what happens in a run: first to the store, then to whoever watches. */
export class Recorder {
  readonly runId: string
  readonly #store: Store
  readonly #observer: Observer

  constructor(store: Store, runId: string, observer: Observer) {
    this.#store = store
    this.runId = runId
    this.#observer = observer
  }

  append(event: RunEvent): void {
    this.#store.append(this.runId, event)
    this.#observer.event(event)
  }

  /** Shows, and only shows, what is measured now. */
  begin(variant: string, title: string): void {
    this.#observer.stepBegun(variant, title, 'probe')
  }

  appendRaw(output: { readonly stdout: string; readonly stderr: string }): number {
    return this.#store.appendRaw(this.runId, output)
  }

  /** Steps of one variant's cluster, or of the run as a whole. */
  steps(variant: string | null): StepReporter {
    return {
      log: (line) => {
        this.append({ type: 'log', variant, line })
      },
      step: (title, run, kind = 'create', id) =>
        this.#step({ variant, title, kind, ...(id !== undefined && { id }) }, run),
    }
  }

  async #step<T>(
    step: { variant: string | null; title: string; kind: StepKind; id?: string },
    run: () => Promise<T>,
  ): Promise<T> {
    const { variant, title, kind } = step
    const startedAtMs = Date.now()
    const elapsedMs = stopwatch()
    const finished = (error?: unknown) => {
      const durationMs = Math.round(elapsedMs())
      const details = error === undefined ? {} : { error: toLabErrorDetails(error, title) }
      this.append({ type: 'step.finished', ...step, startedAtMs, durationMs, ...details })
    }
    this.#observer.stepBegun(variant, title, kind)
    let result: T
    try {
      result = await run()
    } catch (error) {
      finished(error)
      throw error
    }
    finished()
    return result
  }
}
