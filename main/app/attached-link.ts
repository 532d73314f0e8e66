import { get } from 'node:http'
import { WebSocket, type RawData } from 'ws'
import type { CallMessage, ServerMessage } from '../api/contract.ts'
import { LabError } from '../system/errors.ts'
import type { Attachment } from './attachment.ts'
import type { LabLink, LinkListener } from './lab-link.ts'
import { Outbox } from './outbox.ts'

const retryMs = 1_000
const answerLimitMs = 5_000

/** A lab that `cnilab serve` runs, spoken to as a browser does: the token gives a cookie, the cookie opens the socket. */
export class AttachedLink implements LabLink {
  readonly attachedTo: string
  readonly #cookie: string
  readonly #outbox = new Outbox()
  #listener: LinkListener | undefined
  #socket: WebSocket | undefined
  #isClosing = false

  private constructor(origin: string, cookie: string) {
    this.attachedTo = origin
    this.#cookie = cookie
  }

  /** @throws LabError `not-ready` when there is no lab at the address, or it does not take the token */
  static async to({ origin, openUrl }: Attachment): Promise<AttachedLink> {
    return new AttachedLink(origin, await cookieFor(openUrl))
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
      this.#listener?.message(parseMessage(data))
    })
    // An error is always followed by a close, which is where the next attempt is made.
    socket.on('error', () => undefined)
    socket.on('close', () => {
      this.#outbox.lost()
      this.#listener?.state(false)
      if (!this.#isClosing)
        setTimeout(() => {
          this.#connect()
        }, retryMs)
    })
  }
}

/** Not checked further: the lab was named by the user, and is of this program's own make. */
const parseMessage = (data: RawData): ServerMessage =>
  JSON.parse(Buffer.isBuffer(data) ? data.toString() : '{"events":[]}') as ServerMessage

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
