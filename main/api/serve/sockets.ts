import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer, type WebSocket } from 'ws'
import { jsonOf } from '../../system/json.ts'
import type { ServerMessage } from '../contract.ts'
import type { LabService } from '../lab-service.ts'
import { longestMessage } from '../limits.ts'
import { isOwnHost, isOwnOrigin, type Access } from './access.ts'
import { refusals, type Refusal } from './refusal.ts'

/** How long a client may take to say goodbye. */
const farewellMs = 1_000

/** Close codes. Source: RFC 6455, section 7.4.1. */
const codes = { goingAway: 1001, notUnderstood: 1007 }

/** The WebSocket side: one client of the service for each connection. */
export class Sockets {
  readonly #server = new WebSocketServer({ noServer: true, maxPayload: longestMessage, perMessageDeflate: false })
  readonly #service: LabService
  readonly #access: Access
  readonly #mostUnread: number

  /** @param mostUnread bytes: a client that has more of them unread does not read */
  constructor(service: LabService, access: Access, mostUnread: number) {
    this.#service = service
    this.#access = access
    this.#mostUnread = mostUnread
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy())
    const refusal = this.#refusalOf(request)
    if (refusal) {
      socket.end(
        `HTTP/1.1 ${String(refusal.status)} ${refusal.title}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      )
      return
    }
    this.#server.handleUpgrade(request, socket, head, (connection) => {
      this.#connect(connection)
    })
  }

  /** Ends every connection. */
  close(): void {
    for (const connection of this.#server.clients) {
      connection.close(codes.goingAway, 'the lab has ended')
      setTimeout(() => {
        connection.terminate()
      }, farewellMs).unref()
    }
    this.#server.close()
  }

  #refusalOf({ url, headers }: IncomingMessage): Refusal | undefined {
    if (!isOwnHost(headers.host)) return refusals.badHost
    if (url?.split('?')[0] !== '/socket') return refusals.notFound
    if (!isOwnOrigin(headers.origin, headers.host)) return refusals.badOrigin
    return this.#access.admits(headers.cookie) ? undefined : refusals.notKnown
  }

  #connect(connection: WebSocket): void {
    const client = this.#service.connect((message) => {
      this.#send(connection, message)
    })
    connection.on('message', (data: Buffer, isBinary) => {
      if (isBinary || !client.receive(jsonOf(data.toString()))) connection.close(codes.notUnderstood, 'not a call')
    })
    connection.on('close', () => {
      client.close()
    })
    // The close that follows tells all there is to know.
    connection.on('error', () => undefined)
  }

  /** Drops nothing: a client that does not read is let go, and asks for everything anew when it comes back. */
  #send(connection: WebSocket, message: ServerMessage): void {
    if (connection.readyState !== connection.OPEN) return
    if (connection.bufferedAmount > this.#mostUnread) connection.terminate()
    else connection.send(JSON.stringify(message))
  }
}
