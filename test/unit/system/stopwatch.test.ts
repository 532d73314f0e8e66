import { afterEach, expect, it, vi } from 'vitest'
import { stopwatch } from '../../../main/system/stopwatch.ts'

afterEach(() => {
  vi.useRealTimers()
})

it('measures a duration whatever becomes of the clock on the wall', () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'], now: 1_000_000 })
  const elapsedMs = stopwatch()
  vi.advanceTimersByTime(250)
  vi.setSystemTime(10)
  expect(elapsedMs()).toBe(250)
})
