import { describe, expect, it } from 'vitest'
import { shortName } from '../../../../renderer/components/blocks/short-name.ts'

describe('shortName', () => {
  it('leaves alone what fits', () => {
    expect(shortName('veth6d16d52f', 12)).toBe('veth6d16d52f')
  })

  it('keeps the beginning and the end of what does not, in as many characters as fit', () => {
    expect(shortName('cnilab-kindnet-worker2', 10)).toBe('cnil…rker2')
    expect(shortName('cnilab-kindnet-worker2', 9)).toBe('cnil…ker2')
  })
})
