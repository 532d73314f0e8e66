import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseFirstTries } from '../../../../main/probes/policy/first-tries.ts'

const log = (open: (index: number) => boolean) =>
  `${Array.from({ length: 12 }, (_, index) => `${String(index)} ${open(index) ? 'open' : 'shut'}`).join('\n')}\ndone\n`

describe('parseFirstTries', () => {
  it('counts a single packet that got through as open', () => {
    expect(parseFirstTries(log((index) => index === 0))).toEqual({
      reach: 'open',
      note: '1 of the first 12 tries got through',
    })
  })

  it('needs all of them shut for a drop', () => {
    expect(parseFirstTries(log(() => false)).reach).toBe('dropped')
  })

  it('says nothing of a series that was cut off', () => {
    const whole = log(() => false)
    fc.assert(
      fc.property(fc.nat(whole.length - 2), (length) => {
        expect(parseFirstTries(whole.slice(0, length)).reach).toBe('error')
      }),
    )
  })
})
