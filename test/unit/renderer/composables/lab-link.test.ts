import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LabDescription } from '../../../../main/api/contract.ts'
import { createLabLink, type LinkState } from '../../../../renderer/composables/lab-link.ts'
import { FakeLab } from '../fake-lab.ts'

const description = { version: '1.2.3' } as LabDescription

describe('the link to the lab', () => {
  const states: LinkState[] = []
  let lab: FakeLab
  let link: ReturnType<typeof createLabLink>

  beforeEach(() => {
    vi.useFakeTimers()
    states.length = 0
    lab = new FakeLab({ 'lab:describe': () => description })
    link = createLabLink((state) => states.push(state))
    link.start(lab.wire)
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('keeps a call until the connection is there', async () => {
    const answer = link.client['lab:describe']()
    expect(lab.asked).toEqual([])
    await lab.connect()
    await lab.answer()
    await expect(answer).resolves.toEqual(description)
    expect(states).toEqual(['connected'])
  })

  it('gives up on a call after ten seconds without a connection, and says what to do', async () => {
    const answer = link.client['lab:describe']()
    const failure = expect(answer).rejects.toMatchObject({
      details: {
        code: 'internal',
        title: 'Cannot reach the lab',
        hint: expect.stringContaining('cnilab serve') as string,
      },
    })
    await vi.advanceTimersByTimeAsync(9_999)
    expect(vi.getTimerCount()).toBe(1)
    await vi.advanceTimersByTimeAsync(1)
    await failure
    await lab.connect()
    expect(lab.asked).toEqual([])
  })

  it('fails what was asked when the connection breaks, and asks anew after it is back', async () => {
    await lab.connect()
    const lost = expect(link.client['lab:describe']()).rejects.toThrow('The connection broke')
    await lab.disconnect()
    await lost
    const answer = link.client['lab:describe']()
    await lab.connect()
    await lab.answer()
    await expect(answer).resolves.toEqual(description)
    expect(states).toEqual(['connected', 'lost', 'connected'])
  })
})
