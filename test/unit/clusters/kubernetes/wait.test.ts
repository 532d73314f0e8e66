import { describe, expect, it, vi } from 'vitest'
import { waitFor, type Wait } from '../../../../main/clusters/kubernetes/wait.ts'
import type { KubeClient } from '../../../../main/clusters/kubernetes/client.ts'
import { Cancelled } from '../../../../main/system/errors.ts'
import { detailsOf } from '../../error-details.ts'
import { clientThatDoes, clientThatSees } from './fake-client.ts'

/** Beginning again takes no time here. */
vi.mock('node:timers/promises', () => ({ setTimeout: () => Promise.resolve() }))

interface Thing {
  readonly metadata: { readonly uid: string }
  readonly isReady: boolean
}
const aThing = (uid: string, isReady = true): Thing => ({ metadata: { uid }, isReady })
const { signal } = new AbortController()

const aWait = (change: Partial<Wait<Thing>> = {}): Wait<Thing> => ({
  what: 'The things',
  path: '/api/v1/things',
  parse: (object) => object as Thing,
  evaluate: (things) =>
    things.length >= 2 && things.every(({ isReady }) => isReady)
      ? { done: true }
      : { done: false, waitingFor: `${String(things.length)} thing(s)` },
  timeoutMs: 40,
  ...change,
})

describe('waitFor', () => {
  it('gives the objects once they are as wanted, and ends its watch', async () => {
    const client = clientThatDoes((tell) => {
      tell('ADDED', aThing('a', false))
      tell('ADDED', aThing('b'))
      tell('MODIFIED', aThing('a'))
    })
    expect(await waitFor(client, aWait({ query: { fieldSelector: 'x=y' } }), signal)).toEqual([
      aThing('a'),
      aThing('b'),
    ])
    expect(client.watched).toEqual([{ path: '/api/v1/things', query: { fieldSelector: 'x=y' } }])
    await vi.waitFor(() => {
      expect(client.aborted).toBe(1)
    })
  })

  it('forgets what was deleted, and bookmarks', async () => {
    const client = clientThatDoes((tell) => {
      tell('ADDED', aThing('a'))
      tell('DELETED', aThing('a'))
      tell('BOOKMARK', aThing('c'))
      tell('ADDED', aThing('b'))
    })
    expect((await detailsOf(() => waitFor(client, aWait(), signal))).message).toContain('waits for 1 thing(s)')
  })

  it('begins again when the server ends the watch or refuses it', async () => {
    const client = clientThatDoes(
      (_tell, end) => {
        end(new Error('Service Unavailable'))
      },
      (tell, end) => {
        tell('ADDED', aThing('a', false))
        end()
      },
      (tell) => {
        tell('ADDED', aThing('a'))
        tell('ADDED', aThing('b'))
      },
    )
    expect(await waitFor(client, aWait(), signal)).toHaveLength(2)
    expect(client.watched).toHaveLength(3)
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
    const details = await detailsOf(() => waitFor(clientThatSees([]), aWait(), signal))
    expect(details.message).toContain('still waits for 0 thing(s)')
  })

  it("ends at once with the signal's reason, also while the server does not answer", async () => {
    const cancelling = new AbortController()
    const client = { watch: { watch: () => new Promise(() => undefined) } } as unknown as KubeClient
    const waiting = waitFor(client, aWait({ timeoutMs: 60_000 }), cancelling.signal)
    cancelling.abort(new Cancelled())
    await expect(waiting).rejects.toBeInstanceOf(Cancelled)
  })

  it('throws what keeps a watch from beginning at all', async () => {
    const client = { watch: { watch: () => Promise.reject(new Error('No currently active cluster')) } }
    await expect(waitFor(client as unknown as KubeClient, aWait(), signal)).rejects.toThrow(
      'No currently active cluster',
    )
  })
})
