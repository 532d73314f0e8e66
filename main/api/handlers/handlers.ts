import type { LabContext } from '../../lab/lab-context.ts'
import type { TaskRunner } from '../../lab/tasks/task-runner.ts'
import type { CallName, InputOf, LabEvent, ResultOf } from '../contract.ts'

/** What handlers work with. */
export interface Service extends LabContext {
  readonly tasks: TaskRunner
  readonly emit: (event: LabEvent) => void
  /** The HTML report on paper. */
  readonly printPdf: (html: string, signal: AbortSignal) => Promise<Uint8Array>
}

/** Answers a call whose input is known to be good. The signal is aborted when nobody waits for the answer any more. */
export type Handler<K extends CallName> = (input: InputOf<K>, signal: AbortSignal) => ResultOf<K> | Promise<ResultOf<K>>

export type Handlers = { readonly [K in CallName]: Handler<K> }

type Domain<Prefix extends string> = Pick<Handlers, Extract<CallName, `${Prefix}:${string}`>>

/** The handlers of one domain: those of the calls whose names begin with it. */
export type HandlersOf<Prefix extends string> = (service: Service) => Domain<Prefix>
