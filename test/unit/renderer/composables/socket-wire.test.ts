import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ServerMessage } from '../../../../main/api/contract.ts'
import { socketUrl, socketWire } from '../../../../renderer/composables/socket-wire.ts'

/** As much of a WebSocket as the wire uses. */
class FakeSocket extends EventTarget {
  static readonly made: FakeSocket[] = []
  readonly url: string
  readonly sent: string[] = []

  constructor(url: string) {
    super()
    this.url = url
    FakeSocket.made.push(this)
  }

  send(text: string): void {
    this.sent.push(text)
  }

  happens(name: 'open' | 'close'): void {
    this.dispatchEvent(new Event(name))
  }

  says(message: ServerMessage): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }))
  }
}

const newest = () => FakeSocket.made.at(-1)

describe('a wire of WebSockets', () => {
  const told: (string | ServerMessage)[] = []
  const listener = {
    opened: () => told.push('opened'),
    lost: () => told.push('lost'),
    refused: () => told.push('refused'),
    received: (message: ServerMessage) => told.push(message),
  }

  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubGlobal('WebSocket', FakeSocket)
    vi.stubGlobal('fetch', () => Promise.reject(new Error('nobody there')))
    FakeSocket.made.length = 0
    told.length = 0
  })
  afterEach(() => {
    vi.unstubAllGlobals()
    vi.useRealTimers()
  })

  it('opens a new socket after ever longer waits, and after a short one again once it was open', async () => {
    socketWire('ws://lab/socket', './')(listener)
    const waits: number[] = []
    for (let attempt = 0; attempt < 8; attempt++) {
      newest()?.happens('close')
      const before = Date.now()
      await vi.advanceTimersToNextTimerAsync()
      waits.push(Date.now() - before)
    }
    expect(waits).toEqual([250, 500, 1000, 2000, 4000, 8000, 8000, 8000])
    newest()?.happens('open')
    newest()?.happens('close')
    await vi.advanceTimersByTimeAsync(250)
    expect(FakeSocket.made).toHaveLength(10)
  })

  it('tells a service that does not know this browser from one that is not there, and goes on trying', async () => {
    socketWire('ws://lab/socket', './')(listener)
    newest()?.happens('close')
    await vi.advanceTimersByTimeAsync(250)
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(null, { status: 401 })))
    newest()?.happens('close')
    await vi.advanceTimersByTimeAsync(500)
    newest()?.happens('open')
    expect(told).toEqual(['lost', 'refused', 'opened'])
  })

  it('sends through the socket that is open now', async () => {
    const wire = socketWire('ws://lab/socket', './')(listener)
    newest()?.happens('open')
    newest()?.happens('close')
    await vi.advanceTimersByTimeAsync(250)
    newest()?.happens('open')
    wire.send({ id: 1, call: 'run:list' })
    newest()?.says({ events: [] })
    expect(newest()?.sent).toEqual(['{"id":1,"call":"run:list"}'])
    expect(told).toEqual(['opened', 'lost', 'opened', { events: [] }])
  })
})

describe('the address of the socket', () => {
  it('is beside the page, and encrypted where the page is', () => {
    expect(socketUrl({ protocol: 'http:', host: '127.0.0.1:8123' })).toBe('ws://127.0.0.1:8123/socket')
    expect(socketUrl({ protocol: 'https:', host: 'lab.example' })).toBe('wss://lab.example/socket')
  })
})
