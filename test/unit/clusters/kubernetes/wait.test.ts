import { describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { waitFor, type Wait } from '../../../../main/clusters/kubernetes/wait.ts'
import { Cancelled } from '../../../../main/system/errors.ts'
import { detailsOf } from '../../error-details.ts'
import { clientThatAnswers, clientThatSees } from './fake-client.ts'

/** Asking again takes no time here. */
vi.mock('node:timers/promises', () => ({ setTimeout: () => new Promise(setImmediate) }))

const thing = z.object({ name: z.string(), isReady: z.boolean() })
type Thing = z.infer<typeof thing>
const aThing = (name: string, isReady = true): Thing => ({ name, isReady })
const { signal } = new AbortController()

const aWait = (change: Partial<Wait<Thing>> = {}): Wait<Thing> => ({
  what: 'The things',
  path: '/api/v1/things',
  item: thing,
  evaluate: (things) =>
    things.length >= 2 && things.every(({ isReady }) => isReady)
      ? { done: true }
      : { done: false, waitingFor: `${String(things.length)} thing(s)` },
  timeoutMs: 40,
  ...change,
})

/** An API server that does not answer. */
const untilAborted = (_path: string, given: AbortSignal) =>
  new Promise<never>((_, reject) => {
    const abort = () => {
      reject(given.reason as Error)
    }
    if (given.aborted) abort()
    given.addEventListener('abort', abort)
  })

describe('waitFor', () => {
  it('gives the objects once they are as wanted, and asks no more', async () => {
    const client = clientThatAnswers(
      [aThing('a', false)],
      [aThing('a', false), aThing('b')],
      [aThing('a'), aThing('b')],
    )
    expect(await waitFor(client, aWait(), signal)).toEqual([aThing('a'), aThing('b')])
    expect(client.asked).toEqual(['/api/v1/things', '/api/v1/things', '/api/v1/things'])
  })

  it('asks again where the server refuses, or has no such collection yet', async () => {
    const client = clientThatAnswers(new Error('Service Unavailable'), undefined, [aThing('a'), aThing('b')])
    expect(await waitFor(client, aWait(), signal)).toHaveLength(2)
    expect(client.asked).toHaveLength(3)
  })

  it('says after its time what it still waits for', async () => {
    const details = await detailsOf(() => waitFor(clientThatSees([aThing('a')]), aWait({ hint: 'Look.' }), signal))
    expect(details).toEqual({
      code: 'not-ready',
      title: 'The things did not get ready',
      message: 'after 0.04 s it still waits for 1 thing(s).',
      hint: 'Look.',
    })
  })

  it('says after its time what it waits for, though nothing was ever seen', async () => {
    const details = await detailsOf(() => waitFor(clientThatAnswers(new Error('refused')), aWait(), signal))
    expect(details.message).toContain('still waits for 0 thing(s)')
  })

  it("ends with the signal's reason, also while the server does not answer", async () => {
    const cancelling = new AbortController()
    const waiting = waitFor({ get: untilAborted }, aWait({ timeoutMs: 60_000 }), cancelling.signal)
    cancelling.abort(new Cancelled())
    await expect(waiting).rejects.toBeInstanceOf(Cancelled)
  })

  it('ends after its time with a server that does not answer', async () => {
    expect((await detailsOf(() => waitFor({ get: untilAborted }, aWait(), signal))).code).toBe('not-ready')
  })

  it('throws what it cannot read', async () => {
    await expect(waitFor(clientThatSees([{ name: 1 }]), aWait(), signal)).rejects.toThrow()
  })
})
