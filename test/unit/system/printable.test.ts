import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { printable, printableLine } from '../../../main/system/printable.ts'

const attacks = {
  'sets the clipboard (OSC 52)': '\u001b]52;c;cm0gLXJmIH4=\u0007',
  'clears the screen': '\u001b[2J\u001b[H',
  'clears it by a C1 control': '\u009b2J',
  'turns the direction of text': 'exe.\u202egpj',
  'writes over the line': 'failed\rcomplete',
}

describe('text for a terminal', () => {
  it.each(Object.entries(attacks))('%s no more', (_what, text) => {
    expect(printable(text)).toMatch(/^[\p{L}\p{N}\p{P}\p{S} ]+$/u)
  })

  it('stays as it is where it is only text, in any language', () => {
    for (const text of ['a\tb\nc', 'µs → 8 %', 'Größe 漢字 ✓ 🦀']) expect(printable(text)).toBe(text)
  })

  it('stays the same JSON', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(JSON.parse(printable(JSON.stringify(text)))).toBe(text)
      }),
    )
  })

  it('is one line where it must be', () => {
    expect(printableLine('x\nRun 1: complete')).toBe('x\\nRun 1: complete')
  })
})
