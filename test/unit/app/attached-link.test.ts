import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished, describe, expect, it } from 'vitest'
import { WebSocketServer, type WebSocket } from 'ws'
import { AttachedLink } from '../../../main/app/attached-link.ts'
import type { ServerMessage } from '../../../main/api/contract.ts'

/** A server that lets one token in, as `cnilab serve` does. */
async function startServer() {
  const server = createServer(({ url }, response) => {
    if (url === '/open?token=good') response.setHeader('Set-Cookie', 'cnilab=secret; HttpOnly; Path=/')
    response.end()
  })
  const sockets = new WebSocketServer({ server, path: '/socket' })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    sockets.close()
    server.closeAllConnections()
    server.close()
  })
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
  const connection = async () => (await once(sockets, 'connection')) as [WebSocket, IncomingMessage]
  return { origin, connection }
}

describe('AttachedLink', () => {
  it('comes with the cookie and the origin of the lab, and comes back after a loss', async () => {
    const { origin, connection } = await startServer()
    const link = await AttachedLink.to({ origin, openUrl: `${origin}/open?token=good` })
    const states: boolean[] = []
    const answer = Promise.withResolvers<ServerMessage>()
    const first = connection()
    link.open({ message: answer.resolve, state: (isConnected) => states.push(isConnected) })
    link.send({ id: 1, call: 'lab:describe' })

    const [socket, { headers }] = await first
    expect([headers.cookie, headers.origin]).toEqual(['cnilab=secret', origin])
    const [asked] = (await once(socket, 'message')) as [Buffer]
    expect(JSON.parse(asked.toString())).toEqual({ id: 1, call: 'lab:describe' })
    socket.send('{"id":1,"result":{"ok":true,"value":"a lab"}}')
    expect(await answer.promise).toEqual({ id: 1, result: { ok: true, value: 'a lab' } })

    const second = connection()
    socket.terminate()
    await second
    expect(states.slice(0, 2)).toEqual([true, false])
    await link.close()
  })

  it('says so when the lab does not take the token, or is not there', async () => {
    const { origin } = await startServer()
    await expect(AttachedLink.to({ origin, openUrl: `${origin}/open?token=bad` })).rejects.toThrow('this token')
    const nowhere = 'http://127.0.0.1:1'
    await expect(AttachedLink.to({ origin: nowhere, openUrl: `${nowhere}/open?token=a` })).rejects.toThrow(
      'ECONNREFUSED',
    )
  })
})
