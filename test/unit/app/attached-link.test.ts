import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished, describe, expect, it, vi } from 'vitest'
import { WebSocketServer, type WebSocket } from 'ws'
import { AttachedLink } from '../../../main/app/attached-link.ts'
import type { ServerMessage } from '../../../main/api/contract.ts'
import type { LabError } from '../../../main/system/errors.ts'

/** A server that lets one token in, as `cnilab serve` does. */
async function startServer() {
  const server = createServer(({ url }, response) => {
    if (url === '/open?token=good') response.setHeader('Set-Cookie', 'cnilab=secret; HttpOnly; Path=/')
    response.end()
  })
  let isKnown = true
  const verifyClient = (_: unknown, answer: (admits: boolean, code: number) => void) => {
    answer(isKnown, 401)
  }
  const sockets = new WebSocketServer({ server, path: '/socket', verifyClient })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    sockets.close()
    server.closeAllConnections()
    server.close()
  })
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
  const connection = async () => (await once(sockets, 'connection')) as [WebSocket, IncomingMessage]
  const forget = () => {
    isKnown = false
  }
  return { origin, connection, forget }
}

describe('AttachedLink', () => {
  it('comes with the cookie and the origin of the lab, and comes back after a loss', async () => {
    const { origin, connection } = await startServer()
    const link = await AttachedLink.to({ origin, openUrl: `${origin}/open?token=good` }, () => undefined)
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

  it('says that access is gone, answers what waits, and does not try again', async () => {
    const { origin, connection, forget } = await startServer()
    const waits = vi.spyOn(globalThis, 'setTimeout')
    onTestFinished(() => {
      waits.mockRestore()
    })
    const retries = () => waits.mock.calls.filter(([, ms]) => ms === 1_000).length
    const refused = Promise.withResolvers<LabError>()
    const link = await AttachedLink.to({ origin, openUrl: `${origin}/open?token=good` }, refused.resolve)
    const lost = Promise.withResolvers<boolean>()
    const states: boolean[] = []
    const answers: ServerMessage[] = []
    const first = connection()
    link.open({
      message: (message) => answers.push(message),
      state: (isConnected) => {
        states.push(isConnected)
        if (states.length === 3) lost.resolve(true)
      },
    })
    const [socket] = await first
    forget()
    socket.terminate()
    const error = await refused.promise
    await lost.promise
    link.send({ id: 7, call: 'lab:describe' })
    expect(error.details.hint).toContain('cnilab serve')
    expect(answers).toMatchObject([{ id: 7, result: { ok: false, error: { code: 'not-ready' } } }])
    expect(states).toEqual([true, false, false])
    expect(retries()).toBe(1)
  })

  it.each(['no JSON', 'null', '{"id": 1}'])('begins anew after a message that is none: %s', async (text) => {
    const { origin, connection } = await startServer()
    const link = await AttachedLink.to({ origin, openUrl: `${origin}/open?token=good` }, () => undefined)
    const first = connection()
    const messages: ServerMessage[] = []
    link.open({ message: (message) => messages.push(message), state: () => undefined })
    const [socket] = await first
    const second = connection()
    socket.send(text)
    await second
    expect(messages).toEqual([])
    await link.close()
  })

  it('says so when the lab does not take the token, or is not there', async () => {
    const { origin } = await startServer()
    await expect(AttachedLink.to({ origin, openUrl: `${origin}/open?token=bad` }, () => undefined)).rejects.toThrow(
      'this token',
    )
    const nowhere = 'http://127.0.0.1:1'
    await expect(
      AttachedLink.to({ origin: nowhere, openUrl: `${nowhere}/open?token=a` }, () => undefined),
    ).rejects.toThrow('ECONNREFUSED')
  })
})
