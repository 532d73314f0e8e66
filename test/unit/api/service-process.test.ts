import { EventEmitter } from 'node:events'
import { expect, it, vi } from 'vitest'
import { temporaryFolder } from '../temporary-folder.ts'

/** The shell's end of the message port. */
class FakeShell extends EventEmitter {
  readonly #received: unknown[] = []
  readonly #waiting: ((message: unknown) => void)[] = []

  postMessage(message: unknown): void {
    const waiting = this.#waiting.shift()
    if (waiting) waiting(message)
    else this.#received.push(message)
  }

  next(): Promise<unknown> {
    const { promise, resolve } = Promise.withResolvers<unknown>()
    if (this.#received.length > 0) resolve(this.#received.shift())
    else this.#waiting.push(resolve)
    return promise
  }

  say(data: unknown): Promise<unknown> {
    const answer = this.next()
    this.emit('message', { data })
    return answer
  }
}

it('speaks to the desktop shell as to any page, and ends when it is told to', async () => {
  vi.stubEnv('CNILAB_HOME', temporaryFolder())
  const parentPort = new FakeShell()
  Object.assign(process, { parentPort })
  await import('../../../main/api/service-process.ts')
  expect(await parentPort.say({ id: 1, call: 'run:list' })).toEqual({ id: 1, result: { ok: true, value: [] } })
  expect(await parentPort.say({ id: 2, call: 'run:open', input: {} })).toMatchObject({ id: 2, result: { ok: false } })
  // Neither a call nor a known control: of no account.
  parentPort.emit('message', { data: { control: 'shutdown', clusters: 'burn' } })
  expect(await parentPort.say({ control: 'shutdown', clusters: 'keep' })).toEqual({ control: 'ended' })
  Reflect.deleteProperty(process, 'parentPort')
  vi.unstubAllEnvs()
})
