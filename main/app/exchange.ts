import { LabChannel, type LabClient } from '../api/client.ts'
import type { CallMessage, LabEvent, Result, ServerMessage } from '../api/contract.ts'
import type { LabErrorDetails } from '../system/errors.ts'
import type { LabLink } from './lab-link.ts'

interface PageEnd {
  message(message: ServerMessage): void
  state(isConnected: boolean): void
}

/** Calls of the page that the shell answers itself; undefined leaves a call to the lab. */
export type ShellCalls = (message: CallMessage, lab: LabClient) => Promise<Result<unknown>> | undefined

const lost: LabErrorDetails = {
  code: 'not-ready',
  title: 'Cannot ask the lab',
  message: 'The connection to the lab was lost.',
  hint: 'It is being restored; try again in a moment.',
}

/** Joins the page and the shell itself to one link: each asks under its own numbers, and both hear all events. */
export class Exchange {
  /** The shell's own calls. */
  readonly lab: LabClient
  readonly #own: LabChannel
  readonly #link: LabLink
  readonly #page: PageEnd
  readonly #shellCalls: ShellCalls
  /** By the number on the link: who gets the answer. */
  readonly #asked = new Map<number, (result: Result<unknown>) => void>()
  #nextId = 1
  /** Which load of the page is the present one: an answer to an earlier one must not reach it. */
  #load = 0
  #isConnected = false

  constructor(link: LabLink, page: PageEnd, shellCalls: ShellCalls) {
    this.#link = link
    this.#page = page
    this.#shellCalls = shellCalls
    this.#own = new LabChannel({
      send: (message) => {
        this.#ask(message, (result) => {
          this.#own.receive({ id: message.id, result })
        })
      },
    })
    this.lab = this.#own.client
  }

  /** @param connected called on each connection, the first as well as those after a loss */
  open(connected: () => void): void {
    this.#link.open({
      message: (message) => {
        this.#receive(message)
      },
      state: (isConnected) => {
        this.#isConnected = isConnected
        this.#page.state(isConnected)
        if (isConnected) connected()
        else this.#forget()
      },
    })
  }

  onEvents(listener: (events: readonly LabEvent[]) => void): void {
    this.#own.onEvents(listener)
  }

  pageLoaded(): void {
    this.#load += 1
    this.#page.state(this.#isConnected)
  }

  callFromPage(message: CallMessage): void {
    const load = this.#load
    const answer = (result: Result<unknown>) => {
      if (load === this.#load) this.#page.message({ id: message.id, result })
    }
    const here = this.#shellCalls(message, this.lab)
    if (here) void here.then(answer)
    else this.#ask(message, answer)
  }

  #ask(message: CallMessage, answer: (result: Result<unknown>) => void): void {
    const id = this.#nextId++
    this.#asked.set(id, answer)
    this.#link.send({ ...message, id })
  }

  #receive(message: ServerMessage): void {
    if ('events' in message) {
      this.#page.message(message)
      this.#own.receive(message)
      return
    }
    this.#asked.get(message.id)?.(message.result)
    this.#asked.delete(message.id)
  }

  #forget(): void {
    const unanswered = [...this.#asked.values()]
    this.#asked.clear()
    for (const answer of unanswered) answer({ ok: false, error: lost })
  }
}
