import { LabError, type LabErrorDetails } from '../system/errors.ts'
import type { CallMessage, CallName, InputOf, LabEvent, Result, ResultOf, ServerMessage } from './contract.ts'

/** The way to the lab service and back: a WebSocket, or the bridge of the desktop shell. */
export interface Connection {
  send(message: CallMessage): void
  /** What a call waits for while nothing can be sent: it rejects where that lasts too long. Undefined when there is nothing to wait for. */
  opening?(): Promise<void> | undefined
}

/** One method for each call of the contract. It throws `LabCallError` where the answer is an error. */
export type LabClient = {
  readonly [K in CallName]: undefined extends InputOf<K>
    ? () => Promise<ResultOf<K>>
    : (input: InputOf<K>) => Promise<ResultOf<K>>
}

/** An error the service answered with, or `disconnected` by way of `closed`. */
export class LabCallError extends LabError {
  override readonly name = 'LabCallError'
}

/** Pairs answers with calls, and hands events to whoever listens. */
export class LabChannel {
  readonly client: LabClient
  readonly #connection: Connection
  readonly #waiting = new Map<number, (result: Result<unknown>) => void>()
  readonly #listeners = new Set<(events: readonly LabEvent[]) => void>()
  #nextId = 1

  constructor(connection: Connection) {
    this.#connection = connection
    // A method for whatever is asked for: the type says which calls there are.
    this.client = new Proxy({} as LabClient, {
      get: (_, name) =>
        typeof name === 'string' && name.includes(':') ? (input?: unknown) => this.#call(name, input) : undefined,
    })
  }

  /** @returns a function that ends the listening */
  onEvents(listener: (events: readonly LabEvent[]) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  receive(message: ServerMessage): void {
    if ('events' in message) {
      for (const listener of this.#listeners) listener(message.events)
      return
    }
    this.#waiting.get(message.id)?.(message.result)
    this.#waiting.delete(message.id)
  }

  /** The connection is gone: nothing that was asked will be answered. */
  closed(error: LabErrorDetails): void {
    for (const answer of this.#waiting.values()) answer({ ok: false, error })
    this.#waiting.clear()
  }

  async #call(call: string, input: unknown): Promise<unknown> {
    // The connection may be lost again before its waiters are told, and then nothing would answer.
    for (let opening = this.#connection.opening?.(); opening; opening = this.#connection.opening?.()) await opening
    const id = this.#nextId++
    const { promise, resolve } = Promise.withResolvers<Result<unknown>>()
    this.#waiting.set(id, resolve)
    this.#connection.send({ id, call, ...(input === undefined ? {} : { input }) })
    const result = await promise
    if (!result.ok) throw new LabCallError(result.error)
    return result.value
  }
}
