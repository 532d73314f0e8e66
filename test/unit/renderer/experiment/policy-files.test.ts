import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { longestPolicies } from '../../../../main/experiment/bounds.ts'
import { fixture, fixtureFile } from '../../fixture.ts'
import { readPolicyFiles } from '../../../../renderer/components/experiment/policy-files.ts'

const aFile = (content: string | Uint8Array<ArrayBuffer>, name = 'own.yaml') => new File([content], name)

describe('reading files of policies', () => {
  it('gives their text, as documents one after the other', async () => {
    expect(await readPolicyFiles([aFile('kind: A\n')])).toEqual({ text: 'kind: A\n' })
    const two = await readPolicyFiles([aFile('kind: A'), aFile('kind: B')])
    expect(two).toEqual({ text: 'kind: A\n---\nkind: B' })
  })

  it('takes a byte order mark for none of the text', async () => {
    expect(await readPolicyFiles([aFile('\uFEFFkind: A')])).toEqual({ text: 'kind: A' })
  })

  it('takes what is as large as the lab takes, and refuses what is larger without reading it', async () => {
    const most = 'x'.repeat(longestPolicies)
    expect(await readPolicyFiles([aFile(most)])).toEqual({ text: most })
    const files = [aFile(most, 'a.yaml'), aFile('x', 'b.yaml')]
    expect(await readPolicyFiles(files)).toEqual({
      refusal: 'a.yaml, b.yaml: 65 KiB. The lab takes no more than 64 KiB of policies.',
    })
  })

  it('reads UTF-16 by its byte order mark, as Windows PowerShell writes it', async () => {
    for (const name of ['utf16le-bom-crlf.yaml', 'utf8-bom-crlf.yaml']) {
      const bytes = new Uint8Array(readFileSync(fixtureFile(`network-policies/${name}`)))
      const read = await readPolicyFiles([aFile(bytes)])
      expect('text' in read && read.text.replaceAll('\r', '')).toBe(fixture('network-policies/plain.yaml'))
    }
  })

  it('refuses what is no text: other bytes, UTF-16 without a mark, UTF-32 and control characters', async () => {
    const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)
    const utf16 = new Uint8Array(Buffer.from('kind: A', 'utf16le'))
    const utf32 = Uint8Array.of(0xff, 0xfe, 0, 0, 0x6b, 0, 0, 0)
    for (const content of [png, utf16, utf32, 'kind: \u0000'])
      expect(await readPolicyFiles([aFile('kind: A'), aFile(content, 'odd.yaml')])).toEqual({
        refusal: 'odd.yaml is not text in UTF-8, as YAML is. Save it as UTF-8, or choose another file.',
      })
  })

  it('says so when a file cannot be read', async () => {
    const gone = Object.assign(aFile('x', 'gone.yaml'), {
      arrayBuffer: () => Promise.reject(new Error('No such file.')),
    })
    expect(await readPolicyFiles([gone])).toEqual({ refusal: 'gone.yaml cannot be read: No such file.' })
  })

  it('gives text or says why not, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const read = await readPolicyFiles([aFile(Uint8Array.from(bytes))])
        const isUtf16 = [254, 255].includes(bytes[0] ?? 0)
        if ('text' in read) expect(isUtf16 || read.text === new TextDecoder().decode(bytes)).toBe(true)
        else expect(read.refusal).toMatch(/\.$/)
      }),
    )
  })
})
