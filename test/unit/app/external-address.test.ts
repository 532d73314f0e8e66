import { describe, expect, it } from 'vitest'
import { externalAddress } from '../../../main/app/external-address.ts'

describe('externalAddress', () => {
  it('lets links to known places through, written anew', () => {
    expect(externalAddress('https://kubernetes.io/docs/a b')).toBe('https://kubernetes.io/docs/a%20b')
  })

  it.each([
    'http://kubernetes.io/',
    'https://kubernetes.io.example.org/',
    'https://kubernetes.io:8443/',
    'https://user:secret@kubernetes.io/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'nonsense',
  ])('lets %s not through', (address) => {
    expect(externalAddress(address)).toBeUndefined()
  })
})
