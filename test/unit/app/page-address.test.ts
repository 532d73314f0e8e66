import { join, relative } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPageAddress, pageFile } from '../../../main/app/page-address.ts'

const folder = '/opt/lab/renderer'

describe('pageFile', () => {
  it('gives the page itself for the bare address, whatever its query and fragment', () => {
    expect(pageFile(folder, 'app://lab/')).toBe(join(folder, 'index.html'))
    expect(pageFile(folder, 'app://lab/?a=1#/runs/1')).toBe(join(folder, 'index.html'))
  })

  it('gives files below the folder, with their names decoded', () => {
    expect(pageFile(folder, 'app://lab/assets/a%20b.js')).toBe(join(folder, 'assets/a b.js'))
  })

  it.each([
    'app://lab/..%2f..%2fetc/passwd',
    'app://lab/assets/..%2f..%2f..%2fsecret',
    'app://lab/%2e%2e%2fapp/app.cjs',
    'app://lab/..%5c..%5csecret',
    'app://lab/a%00.html',
    'app://lab/%E0%A4%A',
    'app://lab.example/index.html',
    'app://other/index.html',
    'file:///etc/passwd',
    'nonsense',
  ])('has nothing for %s', (address) => {
    expect(pageFile(folder, address)).toBeUndefined()
  })

  it('never leaves its folder', () => {
    const piece = fc.oneof(fc.constantFrom('..', '%2e%2e', '%2f', '/', '%5c', '.', '%00', 'a'), fc.string())
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const file = pageFile(folder, `app://lab/${pieces.join('')}`)
        expect(file === undefined || !relative(folder, file).startsWith('..')).toBe(true)
      }),
    )
  })
})

describe('isPageAddress', () => {
  it('judges by scheme and host, not by how the address begins', () => {
    expect(isPageAddress('app://lab/#/new')).toBe(true)
    expect(isPageAddress('app://lab.example/')).toBe(false)
    expect(isPageAddress('app://lab@evil/')).toBe(false)
    expect(isPageAddress('https://lab/')).toBe(false)
    expect(isPageAddress('')).toBe(false)
  })
})
