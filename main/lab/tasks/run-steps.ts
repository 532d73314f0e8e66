import type { StepKind } from '../../clusters/cluster.ts'
import type { EventOf, RecordedError, RunEvent } from '../../store/events.ts'
import { toLabErrorDetails, type LabErrorDetails } from '../../system/errors.ts'
import type { RunningStep, TaskContext } from './live-task.ts'

interface Turn {
  readonly variant: string
  readonly step: RunningStep
  measured: number
  failed: number
}

/**
 * A run as steps: one for each thing that is done to make a cluster, and one for each variant's turn in a round, so that their
 * number stays within what a person reads. Pauses are shown only when they fail.
 */
export class RunSteps {
  readonly #context: TaskContext
  readonly #running = new Map<string, RunningStep[]>()
  #round = 0
  readonly #hadTurn = new Set<string>()
  #turn: Turn | undefined

  constructor(context: TaskContext) {
    this.#context = context
  }

  begun(variant: string | null, title: string, kind: StepKind): void {
    if (kind === 'pause') return
    if (variant !== null && this.#isOfTurn(variant, kind)) {
      this.#turnOf(variant).step.rename(`Round ${String(this.#round)}: ${title}`)
      return
    }
    this.#endTurn()
    const step = this.#context.begin(variant, title, kind)
    const key = keyOf(variant, title)
    this.#running.set(key, [...(this.#running.get(key) ?? []), step])
  }

  see(event: RunEvent): void {
    switch (event.type) {
      case 'step.finished':
        this.#finished(event)
        return
      case 'round.started':
        this.#endTurn()
        this.#hadTurn.clear()
        this.#round = event.round
        return
      case 'reading.recorded':
        if (this.#turn && event.round > 0) this.#turn.measured += 1
        return
      case 'reading.failed':
        if (this.#turn && event.round > 0) this.#turn.failed += 1
        return
      case 'variant.failed':
        if (this.#turn?.variant === event.variant) this.#endTurn(event)
        return
      case 'run.finished':
        this.#endTurn()
        return
      case 'run.started':
      case 'run.resumed':
      case 'cluster.ready':
      case 'look.taken':
      case 'log':
      case 'reading.printed':
      case 'idle.measured':
        return
    }
  }

  /** Waking a cluster up is the begin of its turn; once it had it, waiting for it is something else. */
  #isOfTurn(variant: string, kind: StepKind): boolean {
    if (this.#round === 0) return false
    return kind === 'probe' || (kind === 'wait' && (this.#turn?.variant === variant || !this.#hadTurn.has(variant)))
  }

  #turnOf(variant: string): Turn {
    if (this.#turn?.variant === variant) return this.#turn
    this.#endTurn()
    this.#hadTurn.add(variant)
    const step = this.#context.begin(variant, `Round ${String(this.#round)}`, 'probe')
    return (this.#turn = { variant, step, measured: 0, failed: 0 })
  }

  #endTurn(failure?: EventOf<'variant.failed'>): void {
    if (!this.#turn) return
    const { step, measured, failed } = this.#turn
    this.#turn = undefined
    const { signal } = this.#context
    // Its title is then still what was being measured.
    if (signal.aborted) {
      step.end(toLabErrorDetails(signal.reason, 'Cancelled'))
      return
    }
    const failures = failed > 0 ? `, ${String(failed)} failed` : ''
    step.rename(`Round ${String(this.#round)}: ${String(measured)} samples${failures}`)
    step.end(failure && asDetails(failure.error))
  }

  #finished({ variant, title, kind, error }: EventOf<'step.finished'>): void {
    const details = error && asDetails(error)
    if (kind === 'pause') {
      if (details) this.#context.begin(variant, title, kind).end(details)
      return
    }
    this.#running.get(keyOf(variant, title))?.shift()?.end(details)
  }
}

/** A record's error may have any code, since it may be of another version; this one has just been made. */
const asDetails = (error: RecordedError) => error as LabErrorDetails

const keyOf = (variant: string | null, title: string) => JSON.stringify([variant, title])
