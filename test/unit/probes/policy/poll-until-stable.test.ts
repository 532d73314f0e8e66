import { describe, expect, it } from 'vitest'
import type { Answer } from '../../../../main/probes/policy/parse-observation.ts'
import { keyOf, type Attempt } from '../../../../main/probes/policy/record.ts'
import { pollUntilStable } from '../../../../main/probes/policy/poll-until-stable.ts'

const attempt: Attempt = { from: 'x/a', to: 'x/b', protocol: 'TCP', port: 80, via: 'address' }
const { signal } = new AbortController()

const seeing = (seen: readonly Answer['connectivity'][]) => (count: number) =>
  Promise.resolve({
    answers: new Map([[keyOf(attempt), { connectivity: seen[count - 1] ?? seen.at(-1) ?? 'error' } as const]]),
    begunAtMs: 1_000 * count,
  })
const isShut = (_: Attempt, { connectivity }: Answer) => connectivity === 'dropped'

describe('pollUntilStable', () => {
  it('tells since when it was as expected, and probes three times', async () => {
    const polled = await pollUntilStable(seeing(['allowed', 'dropped']), [attempt], isShut, {
      timeoutMs: 5_000,
      rounds: 3,
      signal,
    })
    expect(polled).toMatchObject({ rounds: 4, stable: true, lastWrongAtMs: 1_000, firstRightAtMs: 2_000 })
  })

  it('begins to count anew when it was not as expected in between', async () => {
    const flapping = seeing(['dropped', 'allowed', 'dropped'])
    const polled = await pollUntilStable(flapping, [attempt], isShut, { timeoutMs: 5_000, rounds: 3, signal })
    expect(polled).toMatchObject({ rounds: 5, firstRightAtMs: 3_000 })
  })

  it('gives up without a time when it never is as expected', async () => {
    const polled = await pollUntilStable(seeing(['allowed']), [attempt], isShut, { timeoutMs: 300, rounds: 3, signal })
    expect(polled.stable).toBe(false)
    expect(polled.firstRightAtMs).toBeUndefined()
  })

  it('probes no more often than it may', async () => {
    const polled = await pollUntilStable(seeing(['allowed']), [attempt], isShut, {
      timeoutMs: 9_000,
      rounds: 3,
      atMost: 3,
      signal,
    })
    expect(polled.rounds).toBe(3)
  })

  it('probes more often than that where it begins to be as expected', async () => {
    const late = seeing(['allowed', 'dropped'])
    const polled = await pollUntilStable(late, [attempt], isShut, { timeoutMs: 9_000, rounds: 3, atMost: 2, signal })
    expect(polled).toMatchObject({ rounds: 4, stable: true, firstRightAtMs: 2_000 })
  })

  it('ends at once when cancelled', async () => {
    const cancel = new AbortController()
    const polling = pollUntilStable(seeing(['allowed']), [attempt], isShut, {
      timeoutMs: 9_000,
      rounds: 3,
      signal: cancel.signal,
    })
    cancel.abort()
    await expect(polling).rejects.toThrow()
  })
})

describe('what is told of rounds that never came out as expected', () => {
  it('takes one silence among them for an accident: what got through is not denied', async () => {
    const mostlyOpen = seeing(['allowed', 'allowed', 'dropped'])
    const isRefused = (_: Attempt, { connectivity }: Answer) => connectivity === 'refused'
    const polled = await pollUntilStable(mostlyOpen, [attempt], isRefused, { timeoutMs: 0, rounds: 3, signal })
    expect(polled.answers.get(keyOf(attempt))).toEqual({
      connectivity: 'allowed',
      note: 'allowed in 2 of the last 3 rounds',
    })
  })

  it('takes what was denied in each of them for denied', async () => {
    const shut = seeing(['dropped'])
    const polled = await pollUntilStable(shut, [attempt], () => false, { timeoutMs: 0, rounds: 3, signal })
    expect(polled.answers.get(keyOf(attempt))?.connectivity).toBe('dropped')
  })
})
