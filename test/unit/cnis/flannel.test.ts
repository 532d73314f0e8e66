import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flannelHostGw } from '../../../main/cnis/flannel/host-gw.ts'
import { setNetwork } from '../../../main/cnis/flannel/network.ts'
import { flannelVxlan } from '../../../main/cnis/flannel/vxlan.ts'
import { flannelWireguard } from '../../../main/cnis/flannel/wireguard.ts'
import { pinnedCatalog } from '../../../main/cnis/pins.ts'
import { podSubnet, type Manifest } from '../../../main/cnis/recipe.ts'
import { detailsOf, givesResultOrLabError } from '../error-details.ts'
import { calicoObjects, flannelObjects, patched } from './recipe-parts.ts'

describe('the recipe of flannel/vxlan', () => {
  it('needs no patch, because the manifest has the Pod subnet of the lab', () => {
    const config = flannelObjects.find(({ kind }) => kind === 'ConfigMap')?.data as Record<string, string>
    expect(JSON.parse(config['net-conf.json'] ?? '')).toMatchObject({
      Network: podSubnet,
      Backend: { Type: 'vxlan' },
    })
    expect(patched(flannelVxlan, flannelObjects)).toBe(flannelObjects)
  })

  it('brings the plugin and the module that nodes of kind lack', () => {
    expect(flannelVxlan.recipe(pinnedCatalog, 'ipv4')).toMatchObject({
      nodePlugins: ['bridge'],
      nodeModules: ['br_netfilter'],
    })
    expect(
      (flannelObjects.find(({ kind }) => kind === 'ConfigMap')?.data as Record<string, string>)['cni-conf.json'],
    ).toContain('"type":"flannel"')
  })
})

describe('the recipes of Flannel with other backends', () => {
  const dataOf = (objects: readonly Manifest[]) =>
    objects.find(({ kind }) => kind === 'ConfigMap')?.data as Record<string, string>

  it.each([
    [flannelHostGw, 'host-gw'],
    [flannelWireguard, 'wireguard'],
  ])('change the backend and nothing else', (variant, type) => {
    const before = structuredClone(flannelObjects)
    const after = patched(variant, flannelObjects)
    expect(flannelObjects).toEqual(before)
    expect(JSON.parse(dataOf(after)['net-conf.json'] ?? '')).toEqual({
      Network: podSubnet,
      EnableNFTables: false,
      Backend: { Type: type },
    })
    expect(dataOf(after)['cni-conf.json']).toBe(dataOf(before)['cni-conf.json'])
    const others = (objects: readonly Manifest[]) => objects.filter(({ kind }) => kind !== 'ConfigMap')
    expect(others(after)).toEqual(others(before))
    expect(variant.recipe(pinnedCatalog, 'ipv4')).toMatchObject({
      nodePlugins: ['bridge'],
      nodeModules: ['br_netfilter'],
    })
  })

  it('refuse a manifest that they do not know', async () => {
    for (const objects of [[], calicoObjects, flannelObjects.filter(({ kind }) => kind !== 'ConfigMap')])
      expect((await detailsOf(() => patched(flannelHostGw, objects))).code).toBe('unreadable-catalog')
  })

  it('give objects or a LabError, whatever the configuration holds', () => {
    const config = (text: string): Manifest => ({
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'kube-flannel-cfg' },
      data: { 'net-conf.json': text },
    })
    const anyText = fc.oneof(fc.string(), fc.json(), fc.constant('{"Backend":{"Type":"vxlan"}}'))
    fc.assert(
      fc.property(anyText, (text) =>
        givesResultOrLabError(() => setNetwork([config(text)], { backend: { Type: 'wireguard' }, ipFamily: 'dual' })),
      ),
    )
  })
})
