import { beforeEach, describe, expect, it } from 'vitest'
import type { CallMessage, ServerMessage } from '../../../main/api/contract.ts'
import { Exchange } from '../../../main/app/exchange.ts'
import type { LabLink, LinkListener } from '../../../main/app/lab-link.ts'

class FakeLink implements LabLink {
  readonly attachedTo = null
  readonly sent: CallMessage[] = []
  #listener: LinkListener | undefined

  open(listener: LinkListener): void {
    this.#listener = listener
  }

  send(message: CallMessage): void {
    this.sent.push(message)
  }

  close(): Promise<void> {
    return Promise.resolve()
  }

  /** Answers the call that was sent as number `index`. */
  answer(index: number, value: unknown): void {
    this.#listener?.message({ id: this.sent[index]?.id ?? 0, result: { ok: true, value } })
  }

  say(message: ServerMessage): void {
    this.#listener?.message(message)
  }

  state(isConnected: boolean): void {
    this.#listener?.state(isConnected)
  }
}

let link: FakeLink
let heard: ServerMessage[]
let states: boolean[]
let exchange: Exchange

beforeEach(() => {
  link = new FakeLink()
  heard = []
  states = []
  const page = { message: (message: ServerMessage) => heard.push(message), state: (is: boolean) => states.push(is) }
  exchange = new Exchange(link, page, ({ call }) =>
    call === 'run:export' ? Promise.resolve({ ok: true, value: 'printed' }) : undefined,
  )
  exchange.open(() => undefined)
})

describe('Exchange', () => {
  it('keeps the answers to the page and to the shell apart, though both count their calls from 1', async () => {
    exchange.callFromPage({ id: 1, call: 'lab:describe' })
    const own = exchange.lab['run:list']()
    link.answer(1, ['a run'])
    link.answer(0, 'a lab')
    expect(await own).toEqual(['a run'])
    expect(heard).toEqual([{ id: 1, result: { ok: true, value: 'a lab' } }])
  })

  it('answers itself what the shell takes upon itself', async () => {
    exchange.callFromPage({ id: 7, call: 'run:export' })
    await Promise.resolve()
    expect(link.sent).toEqual([])
    expect(heard).toEqual([{ id: 7, result: { ok: true, value: 'printed' } }])
  })

  it('does not give a reloaded page the answer to what the page before it asked', () => {
    exchange.callFromPage({ id: 1, call: 'lab:describe' })
    exchange.pageLoaded()
    exchange.callFromPage({ id: 1, call: 'run:list' })
    link.answer(0, 'a lab')
    link.answer(1, [])
    expect(heard).toEqual([{ id: 1, result: { ok: true, value: [] } }])
  })

  it('ends the shell’s own calls with an error when the connection is lost, and tells the page', async () => {
    link.state(true)
    const own = exchange.lab['run:list']()
    link.state(false)
    await expect(own).rejects.toThrow('connection to the lab was lost')
    expect(states).toEqual([true, false])
  })

  it('passes events on to both', () => {
    const events: unknown[] = []
    exchange.onEvents((each) => events.push(...each))
    link.say({ events: [{ name: 'clusters:changed', payload: null }] })
    expect(events).toEqual([{ name: 'clusters:changed', payload: null }])
    expect(heard).toHaveLength(1)
  })
})
