import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { useProxyOf } from '../../../main/system/proxy.ts'

const asked: string[] = []
const proxy = createServer((request, response) => {
  asked.push(request.url ?? '')
  response.end('by the proxy')
})
proxy.on('connect', (request: IncomingMessage, socket) => {
  asked.push(request.url ?? '')
  socket.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
})
const addressOf = () => `http://127.0.0.1:${String((proxy.address() as AddressInfo).port)}`

let undo: (() => void) | undefined
beforeEach(async () => {
  asked.length = 0
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  undo?.()
  await new Promise((resolve) => proxy.close(resolve))
})

const fetched = (url: string) =>
  fetch(url).then(
    () => undefined,
    () => undefined,
  )

describe('the proxy of the environment', () => {
  it.each(['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY'])('is asked for what is elsewhere: %s', async (name) => {
    undo = useProxyOf({ [name]: addressOf() })
    await fetched('https://downloads.invalid/kind')
    expect(asked).toEqual(['downloads.invalid:443'])
  })

  it('is not asked for what NO_PROXY names, nor for this machine', async () => {
    undo = useProxyOf({ HTTPS_PROXY: addressOf(), HTTP_PROXY: addressOf(), NO_PROXY: 'downloads.invalid' })
    await fetched('https://downloads.invalid/kind')
    await fetched('https://127.0.0.1:1/')
    await fetched('http://localhost:1/')
    expect(asked).toEqual([])
  })

  it('is not asked where none is named', async () => {
    undo = useProxyOf({})
    await fetched('https://downloads.invalid/kind')
    expect(asked).toEqual([])
  })
})
