import { describe, expect, it } from 'vitest'
import type { Answer } from '../../../../main/probes/policy/parse-look.ts'
import { keyOf, type Attempt } from '../../../../main/probes/policy/record.ts'
import { settle } from '../../../../main/probes/policy/settle.ts'

const attempt: Attempt = { from: 'x/a', to: 'x/b', protocol: 'TCP', port: 80, via: 'address' }
const { signal } = new AbortController()

const seeing = (reaches: readonly Answer['reach'][]) => (count: number) =>
  Promise.resolve({
    answers: new Map([[keyOf(attempt), { reach: reaches[count - 1] ?? reaches.at(-1) ?? 'error' } as const]]),
    begunAtMs: 1_000 * count,
  })
const isShut = (_: Attempt, { reach }: Answer) => reach === 'dropped'

describe('settle', () => {
  it('tells since when it was as expected, and looks three times', async () => {
    const settled = await settle(seeing(['open', 'dropped']), [attempt], isShut, {
      deadlineMs: 5_000,
      looks: 3,
      signal,
    })
    expect(settled).toMatchObject({ looks: 4, stable: true, sinceMs: 2_000 })
  })

  it('begins to count anew when it was not as expected in between', async () => {
    const flapping = seeing(['dropped', 'open', 'dropped'])
    const settled = await settle(flapping, [attempt], isShut, { deadlineMs: 5_000, looks: 3, signal })
    expect(settled).toMatchObject({ looks: 5, sinceMs: 3_000 })
  })

  it('gives up without a time when it never is as expected', async () => {
    const settled = await settle(seeing(['open']), [attempt], isShut, { deadlineMs: 300, looks: 3, signal })
    expect(settled.stable).toBe(false)
    expect(settled.sinceMs).toBeUndefined()
  })

  it('looks no more often than it may', async () => {
    const settled = await settle(seeing(['open']), [attempt], isShut, {
      deadlineMs: 9_000,
      looks: 3,
      atMost: 3,
      signal,
    })
    expect(settled.looks).toBe(3)
  })

  it('ends at once when cancelled', async () => {
    const cancel = new AbortController()
    const settling = settle(seeing(['open']), [attempt], isShut, { deadlineMs: 9_000, looks: 3, signal: cancel.signal })
    cancel.abort()
    await expect(settling).rejects.toThrow()
  })
})

describe('what is told of looks that never settled', () => {
  it('takes one silence among them for an accident: what got through is not blocked', async () => {
    const mostlyOpen = seeing(['open', 'open', 'dropped'])
    const isRefused = (_: Attempt, { reach }: Answer) => reach === 'refused'
    const settled = await settle(mostlyOpen, [attempt], isRefused, { deadlineMs: 0, looks: 3, signal })
    expect(settled.answers.get(keyOf(attempt))).toEqual({ reach: 'open', note: 'open in 2 of the last 3 looks' })
  })

  it('takes what was shut in each of them for shut', async () => {
    const shut = seeing(['dropped'])
    const settled = await settle(shut, [attempt], () => false, { deadlineMs: 0, looks: 3, signal })
    expect(settled.answers.get(keyOf(attempt))?.reach).toBe('dropped')
  })
})
