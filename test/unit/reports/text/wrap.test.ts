import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wrapped } from '../../../../main/reports/text/wrap.ts'

describe('a wrapped line', () => {
  it('is broken between words, and goes on two columns further in', () => {
    expect(wrapped('  one two three four', 11)).toEqual(['  one two', '    three', '    four'])
  })

  it('is never longer than the width, and loses nothing but spaces', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), fc.integer({ min: 8, max: 120 }), (text, width) => {
        const lines = wrapped(text, width)
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(width)
        expect(lines.join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''))
      }),
    )
  })

  it('may be a field of a megabyte', () => {
    expect(wrapped('x'.repeat(1_000_000), 100).length).toBeGreaterThan(10_000)
  })
})
