import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { PassThrough } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LogFile } from '../../../main/app/log-file.ts'
import { ServiceLink } from '../../../main/app/service-link.ts'
import { temporaryFolder } from '../temporary-folder.ts'

/** As much of a utility process as the link sees. */
class FakeProcess extends EventEmitter {
  readonly stdout = new PassThrough()
  readonly stderr = new PassThrough()
  readonly received: unknown[] = []
  isKilled = false

  postMessage(message: unknown): void {
    this.received.push(message)
  }

  kill(): void {
    this.isKilled = true
  }
}

const forked = vi.hoisted(() => ({ processes: [] as FakeProcess[], environments: [] as unknown[] }))
vi.mock('electron', () => ({
  utilityProcess: {
    fork: (_file: string, _args: string[], { env }: { env: unknown }) => {
      const service = new FakeProcess()
      forked.processes.push(service)
      forked.environments.push(env)
      return service
    },
  },
}))

let link: ServiceLink
let log: LogFile
let states: boolean[]
let givenUp: string[]
const latest = (): FakeProcess => forked.processes.at(-1) ?? new FakeProcess()

beforeEach(async () => {
  vi.useFakeTimers()
  forked.processes.length = 0
  log = new LogFile(temporaryFolder(), 'service.log')
  states = []
  givenUp = []
  link = new ServiceLink({
    file: 'service-process.js',
    environment: () => Promise.resolve({ PATH: '/opt/bin' }),
    log,
    onGivenUp: (outputTail) => givenUp.push(outputTail),
  })
  link.open({ message: () => undefined, state: (isConnected) => states.push(isConnected) })
  await vi.advanceTimersByTimeAsync(0)
})
afterEach(() => {
  vi.useRealTimers()
})

describe('ServiceLink', () => {
  it('starts the service with the environment of a terminal, and sends what was asked before it was there', () => {
    link.send({ id: 1, call: 'lab:describe' })
    expect(latest().received).toEqual([])
    latest().emit('spawn')
    expect(latest().received).toEqual([{ id: 1, call: 'lab:describe' }])
    expect(forked.environments.at(-1)).toEqual({ PATH: '/opt/bin' })
  })

  it('starts the service again when it dies, and keeps what it printed', async () => {
    latest().emit('spawn')
    latest().stderr.write('cannot go on')
    await vi.advanceTimersByTimeAsync(0)
    latest().emit('exit', 1)
    link.send({ id: 2, call: 'run:list' })
    await vi.advanceTimersByTimeAsync(250)
    expect(forked.processes).toHaveLength(2)
    latest().emit('spawn')
    expect(states).toEqual([true, false, true])
    expect(latest().received).toEqual([{ id: 2, call: 'run:list' }])
    expect(readFileSync(log.path, 'utf8')).toContain('cannot go on')
  })

  it('gives up on a service that dies again and again, with the end of what it printed', async () => {
    for (let death = 1; death <= 6; death++) {
      latest().stderr.write(`death ${String(death)}`)
      await vi.advanceTimersByTimeAsync(0)
      latest().emit('exit', 1)
      await vi.advanceTimersByTimeAsync(4_000)
    }
    expect(forked.processes).toHaveLength(6)
    expect(givenUp).toEqual(['death 6'])
  })

  it('ends when the service has put its things in order, and does not start it again', async () => {
    latest().emit('spawn')
    const closed = link.close('delete')
    expect(latest().received).toEqual([{ control: 'shutdown', clusters: 'delete' }])
    latest().emit('message', { control: 'ended' })
    await closed
    expect(latest().isKilled).toBe(true)
    latest().emit('exit', 0)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(forked.processes).toHaveLength(1)
  })

  it('does not wait for ever for a service that does not answer', async () => {
    latest().emit('spawn')
    const closed = link.close('keep')
    await vi.advanceTimersByTimeAsync(10_000)
    await closed
    expect(latest().isKilled).toBe(true)
  })
})
