import { describe, expect, it } from 'vitest'
import { flannelRecipe } from '../../../main/cnis/flannel/recipe.ts'
import { defaultVariants, findVariants, variants, variantsOf } from '../../../main/cnis/index.ts'
import { inputs } from '../../../main/api/handlers/index.ts'
import { pinnedCatalog } from '../../../main/cnis/pins.ts'
import { kindVariant } from '../../../main/cnis/recipe.ts'
import { describedVariants } from '../../../main/lab/describe-lab.ts'
import { completeSpec } from '../../../main/lab/resolve-spec.ts'
import { detailsOf } from '../error-details.ts'

describe('the variants', () => {
  const all = variants.all()

  it('have ids of their own, which begin with their CNI', () => {
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    for (const { id, cni } of all) expect(id.split('/')[0]).toBe(cni)
  })

  it('belong to one runtime each', () => {
    expect([...variantsOf('kind'), ...variantsOf('netns')]).toEqual(all)
  })

  it('state a tunnel port exactly where they encapsulate', () => {
    for (const { configured } of all)
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
    for (const { id, needs, configured } of all) {
      expect(configured.encryption === 'wireguard').toBe(id.includes('wireguard'))
      expect(needs.includes('wireguard')).toBe(configured.encryption === 'wireguard')
      expect(configured.encryption === 'ipsec').toBe(id.includes('ipsec'))
      expect(needs.includes('esp')).toBe(configured.encryption === 'ipsec')
    }
  })

  it('have ids that every door of the lab lets through', () => {
    for (const { id } of all)
      expect(inputs['cluster:create'].safeParse({ variant: id })).toMatchObject({ success: true })
  })

  it('are found by id, each once, in the order that was asked for', () => {
    expect(findVariants(['cilium/vxlan', 'kindnet', 'cilium/vxlan']).map(({ id }) => id)).toEqual([
      'cilium/vxlan',
      'kindnet',
    ])
  })

  it('are all named to whoever asks for another', async () => {
    const details = await detailsOf(() => variants.get('weave'))
    expect(details.code).toBe('unknown-name')
    for (const { id } of all) expect(details.hint).toContain(id)
  })
})

describe('one more of a CNI', () => {
  const flannelUdp = kindVariant({
    id: 'flannel/udp',
    cni: 'flannel',
    title: 'Flannel, UDP',
    needs: ['br_netfilter'],
    configured: { encapsulation: 'udp', tunnelPort: 8285, datapath: 'bridge cni0, tun device flannel0' },
    recipe: flannelRecipe({ Type: 'udp' }),
  })

  it('is a file that says how it differs, and is then described, chosen and made as the others are', () => {
    using stack = new DisposableStack()
    stack.use(variants.add(flannelUdp))
    expect(findVariants(['flannel/udp'])).toEqual([flannelUdp])
    expect(describedVariants(pinnedCatalog).at(-1)).toMatchObject({ id: 'flannel/udp', version: 'v0.28.10' })
    expect(completeSpec({ variants: ['flannel/udp'] }).runtime).toBe(flannelUdp.runtime)
    expect(flannelUdp.recipe(pinnedCatalog, 'ipv4').nodePlugins).toEqual(['bridge'])
  })

  it('may be of a CNI that nothing is known of', () => {
    using stack = new DisposableStack()
    stack.use(variants.add({ ...flannelUdp, id: 'own', cni: 'own' }))
    expect(describedVariants(pinnedCatalog).at(-1)).toMatchObject({ id: 'own', cni: 'own' })
    expect(describedVariants(pinnedCatalog).at(-1)).not.toHaveProperty('version')
  })
})
