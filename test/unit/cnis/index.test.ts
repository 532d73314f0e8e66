import { describe, expect, it } from 'vitest'
import { defaultVariants, findVariant, findVariants, variants, variantsOf } from '../../../main/cnis/index.ts'
import { inputs } from '../../../main/api/handlers/index.ts'
import { detailsOf } from '../error-details.ts'

describe('the variants', () => {
  it('have ids of their own, which begin with their CNI', () => {
    expect(new Set(variants.map(({ id }) => id)).size).toBe(variants.length)
    for (const { id, cni } of variants) expect(id.split('/')[0]).toBe(cni)
  })

  it('belong to one runtime each', () => {
    expect([...variantsOf('kind'), ...variantsOf('netns')]).toEqual(variants)
  })

  it('state a tunnel port exactly where they encapsulate', () => {
    for (const { configured } of variants)
      expect(configured.tunnelPort === undefined).toBe(configured.encapsulation === 'none')
  })

  it('are compared one of each CNI on kind unless told, all of them on netns', () => {
    expect(defaultVariants('kind').map(({ id }) => id)).toEqual([
      'kindnet',
      'flannel/vxlan',
      'calico/vxlan',
      'cilium/vxlan',
    ])
    expect(defaultVariants('netns')).toEqual(variantsOf('netns'))
  })

  it('name the encryption that they ask for, and need the kernel’s part of it', () => {
    for (const { id, needs, configured } of variants) {
      expect(configured.encryption === 'wireguard').toBe(id.includes('wireguard'))
      expect(needs.includes('wireguard')).toBe(configured.encryption === 'wireguard')
      expect(configured.encryption === 'ipsec').toBe(id.includes('ipsec'))
      expect(needs.includes('esp')).toBe(configured.encryption === 'ipsec')
    }
  })

  it('have ids that every door of the lab lets through', () => {
    for (const { id } of variants)
      expect(inputs['cluster:create'].safeParse({ variant: id })).toMatchObject({ success: true })
  })

  it('are found by id, each once, in the order that was asked for', () => {
    expect(findVariants(['cilium/vxlan', 'kindnet', 'cilium/vxlan']).map(({ id }) => id)).toEqual([
      'cilium/vxlan',
      'kindnet',
    ])
  })

  it('are all named to whoever asks for another', async () => {
    const details = await detailsOf(() => findVariant('weave'))
    expect(details.code).toBe('unknown-name')
    for (const { id } of variants) expect(details.hint).toContain(id)
  })
})
