import { get } from 'node:http'
import { WebSocket, type RawData } from 'ws'
import { z } from 'zod'
import type { CallMessage, ServerMessage } from '../api/contract.ts'
import { LabError } from '../system/errors.ts'
import { jsonOf } from '../system/json.ts'
import type { Attachment } from './attachment.ts'
import type { LabLink, LinkListener } from './lab-link.ts'
import { Outbox } from './outbox.ts'

const retryMs = 1_000
const answerLimitMs = 5_000

/** A lab that `cnilab serve` runs, spoken to as a browser does: the token gives a cookie, the cookie opens the socket. */
export class AttachedLink implements LabLink {
  readonly attachedTo: string
  readonly #cookie: string
  readonly #onRefused: (error: LabError) => void
  readonly #outbox = new Outbox()
  #listener: LinkListener | undefined
  #socket: WebSocket | undefined
  #isClosing = false
  #isRefused = false

  private constructor(origin: string, cookie: string, onRefused: (error: LabError) => void) {
    this.attachedTo = origin
    this.#cookie = cookie
    this.#onRefused = onRefused
  }

  /**
   * @param onRefused told when the lab does not know this program any more, which trying again would not change
   * @throws LabError `not-ready` when there is no lab at the address, or it does not take the token
   */
  static async to({ origin, openUrl }: Attachment, onRefused: (error: LabError) => void): Promise<AttachedLink> {
    return new AttachedLink(origin, await cookieFor(openUrl), onRefused)
  }

  open(listener: LinkListener): void {
    this.#listener = listener
    this.#connect()
  }

  send(message: CallMessage): void {
    this.#outbox.send(message)
  }

  close(): Promise<void> {
    this.#isClosing = true
    this.#socket?.close()
    return Promise.resolve()
  }

  #connect(): void {
    const headers = { Cookie: this.#cookie }
    const url = `${this.attachedTo.replace(/^http/, 'ws')}/socket`
    const socket = new WebSocket(url, { headers, origin: this.attachedTo, handshakeTimeout: answerLimitMs })
    this.#socket = socket
    socket.on('open', () => {
      this.#listener?.state(true)
      this.#outbox.connected((message) => {
        socket.send(JSON.stringify(message))
      })
    })
    socket.on('message', (data: RawData) => {
      const message = messageIn(data)
      if (message) this.#listener?.message(message)
      else socket.close(notUnderstood, 'not a message of a lab')
    })
    socket.on('unexpected-response', (request, { statusCode = 0 }) => {
      request.destroy()
      if (statusCode >= 400 && statusCode < 500) this.#refused()
      socket.terminate()
    })
    // An error is always followed by a close, which is where the next attempt is made.
    socket.on('error', () => undefined)
    socket.on('close', () => {
      if (!this.#isRefused) this.#outbox.lost()
      this.#listener?.state(false)
      if (!this.#isClosing && !this.#isRefused)
        setTimeout(() => {
          this.#connect()
        }, retryMs)
    })
  }

  /** What waits for a connection, and what comes yet, is answered so that nobody waits for ever. */
  #refused(): void {
    this.#isRefused = true
    const error = accessGone(this.attachedTo)
    this.#onRefused(error)
    this.#outbox.connected(({ id }) => this.#listener?.message({ id, result: { ok: false, error: error.details } }))
  }
}

const accessGone = (origin: string): LabError =>
  new LabError({
    code: 'not-ready',
    title: `The lab at ${origin} does not know this window any more`,
    message: 'It was started anew, or its access was ended.',
    hint: 'Attach anew: quit, and start with the address that `cnilab serve` has printed now.',
  })

/** The close code of whoever got what it does not understand. Source: RFC 6455, section 7.4.1. */
const notUnderstood = 1007

const messageShape = z.union([
  z.object({ events: z.array(z.unknown()) }),
  z.object({ id: z.number(), result: z.object({ ok: z.boolean() }) }),
])

/** Not checked further: the lab was named by the user, and is of this program's own make. */
function messageIn(data: RawData): ServerMessage | undefined {
  const message = Buffer.isBuffer(data) ? jsonOf(data.toString()) : undefined
  return messageShape.safeParse(message).success ? (message as ServerMessage) : undefined
}

async function cookieFor(openUrl: string): Promise<string> {
  const cookies = await new Promise<readonly string[]>((resolve, reject) => {
    const request = get(openUrl, { timeout: answerLimitMs }, (response) => {
      response.resume()
      resolve(response.headers['set-cookie'] ?? [])
    })
    request.on('timeout', () => {
      request.destroy(new Error('There was no answer.'))
    })
    request.on('error', (error) => {
      reject(refused(error.message))
    })
  })
  if (cookies.length === 0) throw refused('The lab does not take this token.')
  return cookies.map((cookie) => cookie.split(';', 1)[0]).join('; ')
}

const refused = (message: string): LabError =>
  new LabError({
    code: 'not-ready',
    title: 'Cannot attach to the lab',
    message,
    hint: 'Start `cnilab serve` and give the address that it prints.',
  })
