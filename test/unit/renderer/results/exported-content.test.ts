import { expect, it } from 'vitest'
import { exportedContent } from '../../../../renderer/components/results/exported-content.ts'

it('gives text as it is and files byte by byte', () => {
  const file = { fileName: 'run.pdf', mediaType: 'application/pdf' }
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte)
  expect(exportedContent({ ...file, encoding: 'utf8', content: 'µ' })).toBe('µ')
  expect(exportedContent({ ...file, encoding: 'base64', content: Buffer.from(bytes).toString('base64') })).toEqual(
    bytes,
  )
})
