import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseFirstAttempts } from '../../../../main/probes/policy/first-packets.ts'

const log = (open: (index: number) => boolean) =>
  `${Array.from({ length: 12 }, (_, index) => `${String(index)} ${open(index) ? 'allowed' : 'denied'}`).join('\n')}\ndone\n`

describe('parseFirstAttempts', () => {
  it('counts a single packet that got through as open', () => {
    expect(parseFirstAttempts(log((index) => index === 0))).toEqual({
      connectivity: 'allowed',
      note: '1 of the first 12 attempts got through',
    })
  })

  it('needs all of them shut for a drop', () => {
    expect(parseFirstAttempts(log(() => false)).connectivity).toBe('dropped')
  })

  it('says nothing of a series that was cut off', () => {
    const whole = log(() => false)
    fc.assert(
      fc.property(fc.nat(whole.length - 2), (length) => {
        expect(parseFirstAttempts(whole.slice(0, length)).connectivity).toBe('error')
      }),
    )
  })
})
