import type { z } from 'zod'
import type { LabContext } from '../../lab/lab-context.ts'
import type { TaskRunner } from '../../lab/tasks/task-runner.ts'
import type { CallName, InputOf, ResultOf } from '../contract.ts'

/** What handlers work with. */
export interface Service extends LabContext {
  readonly tasks: TaskRunner
  /** The HTML report on paper. */
  readonly printPdf: (html: string, signal: AbortSignal) => Promise<Uint8Array>
}

/** Answers a call whose input is known to be good. The signal is aborted when nobody waits for the answer any more. */
export type Handler<K extends CallName> = (input: InputOf<K>, signal: AbortSignal) => ResultOf<K> | Promise<ResultOf<K>>

/** What each call takes. Whatever comes from outside passes one of these before anything looks at it. */
export type Inputs = { readonly [K in CallName]: z.ZodType<InputOf<K>> }
export type Handlers = { readonly [K in CallName]: Handler<K> }

type Of<Calls, Prefix extends string> = Pick<Calls, Extract<keyof Calls, `${Prefix}:${string}`>>

/** The calls of one domain, whose names begin with it: what each takes, and who answers it. */
export interface Domain<Prefix extends string> {
  readonly inputs: Of<Inputs, Prefix>
  readonly handlers: (service: Service) => Of<Handlers, Prefix>
}
