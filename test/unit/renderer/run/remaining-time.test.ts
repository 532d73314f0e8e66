import { expect, it } from 'vitest'
import { remainingMs, ticking } from '../../../../renderer/components/run/remaining-time.ts'

const pace = { done: 10, total: 40, measuringSinceMs: 1_000, nowMs: 21_000 }

it('goes on at the pace so far', () => {
  expect(remainingMs(pace)).toBe(60_000)
})

it.each([
  ['nothing is measured yet', { measuringSinceMs: undefined }],
  ['only two samples are there', { done: 2 }],
  ['every sample is there', { done: 40 }],
])('says nothing while %s', (_, change) => {
  expect(remainingMs({ ...pace, ...change })).toBeUndefined()
})

it('is never negative when the clock was set back', () => {
  expect(remainingMs({ ...pace, nowMs: 0 })).toBe(0)
})

it('ticks in whole seconds, and not backwards when the clock was set back', () => {
  expect([999, 1_900, 59_999, 60_000, -5].map(ticking)).toEqual(['0 s', '1 s', '59 s', '1 min 00 s', '0 s'])
})
