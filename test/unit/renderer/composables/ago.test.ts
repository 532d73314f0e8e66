import { describe, expect, it } from 'vitest'
import { ago } from '../../../../renderer/composables/ago.ts'

describe('an age', () => {
  it.each([
    [59_999, 'just now'],
    [60_000, '1 minute ago'],
    [3_600_000 * 2.9, '2 hours ago'],
    [86_400_000, 'yesterday'],
    [86_400_000 * 12, '12 days ago'],
    // A clock that was set back in the meantime.
    [-5000, 'just now'],
  ])('of %d ms is "%s"', (passedMs, text) => {
    expect(ago(1_800_000_000_000 - passedMs, 1_800_000_000_000)).toBe(text)
  })

  it('of more than a month is a date', () => {
    expect(ago(Date.UTC(2026, 0, 15, 12), Date.UTC(2026, 5, 1))).toMatch(/2026/)
  })
})
