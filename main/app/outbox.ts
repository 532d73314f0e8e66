import type { CallMessage } from '../api/contract.ts'

/** Holds calls until there is a connection, so that a page need not wait for the lab to start. */
export class Outbox {
  #deliver: ((message: CallMessage) => void) | undefined
  #waiting: CallMessage[] = []

  send(message: CallMessage): void {
    if (this.#deliver) this.#deliver(message)
    else this.#waiting.push(message)
  }

  connected(deliver: (message: CallMessage) => void): void {
    this.#deliver = deliver
    for (const message of this.#waiting) deliver(message)
    this.#waiting = []
  }

  /** Calls are held again. Those held from before the loss stay: they were never sent. */
  lost(): void {
    this.#deliver = undefined
  }
}
