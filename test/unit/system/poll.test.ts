import { describe, expect, it } from 'vitest'
import { Cancelled } from '../../../main/system/errors.ts'
import { poll } from '../../../main/system/poll.ts'

/** Finds something at the given look. */
function findingAt(look: number) {
  const state = { looks: 0 }
  return { state, find: () => Promise.resolve(++state.looks === look ? 'found' : undefined) }
}

describe('polling', () => {
  it('looks until there is something', async () => {
    const { find, state } = findingAt(3)
    expect(await poll(find, { timeoutMs: 10_000, pauseMs: 1 })).toBe('found')
    expect(state.looks).toBe(3)
  })

  it('looks once where there is no time at all, and gives nothing where there is nothing in time', async () => {
    const { find, state } = findingAt(0)
    expect(await poll(find, { timeoutMs: -1, pauseMs: 10_000 })).toBeUndefined()
    expect(state.looks).toBe(1)
    expect(await poll(find, { timeoutMs: 5, pauseMs: 1, growth: 2 })).toBeUndefined()
  })

  it("ends with the signal's reason when cancelled between two looks, and at once when cancelled before", async () => {
    const cancelling = new AbortController()
    const { find, state } = findingAt(0)
    const polling = poll(find, { timeoutMs: 10_000, pauseMs: 10_000, signal: cancelling.signal })
    setImmediate(() => {
      cancelling.abort(new Cancelled())
    })
    await expect(polling).rejects.toBeInstanceOf(Cancelled)
    expect(state.looks).toBe(1)
    await expect(poll(find, { timeoutMs: 10_000, pauseMs: 1, signal: cancelling.signal })).rejects.toBeInstanceOf(
      Cancelled,
    )
    expect(state.looks).toBe(1)
  })

  it('tells what goes wrong while it looks', async () => {
    const failing = () => Promise.reject(new Error('it broke'))
    await expect(poll(failing, { timeoutMs: 10_000, pauseMs: 1 })).rejects.toThrow('it broke')
  })
})
