import fc from 'fast-check'
import { expect, it } from 'vitest'
import { textChunks } from '../../../../renderer/components/results/text-chunks.ts'

it('loses nothing of a text but its last line break', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { minLength: 1, maxLength: 350 }), (lines) => {
      const text = lines.join('\n')
      const chunks = textChunks(`${text}\n`)
      expect(chunks.map((chunk) => chunk.text).join('\n')).toBe(text)
      expect(chunks.reduce((sum, chunk) => sum + chunk.lines, 0)).toBe(text.split('\n').length)
    }),
  )
})

it('makes pieces that are small enough to be laid out at once', () => {
  const chunks = textChunks('line\n'.repeat(1_000))
  expect(Math.max(...chunks.map(({ lines }) => lines))).toBeLessThanOrEqual(200)
})
