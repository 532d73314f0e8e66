import { describe, expect, it } from 'vitest'
import { calicoVxlan } from '../../../main/cnis/calico/vxlan.ts'
import { calicoBgp } from '../../../main/cnis/calico/bgp.ts'
import { calicoVxlanWireguard } from '../../../main/cnis/calico/vxlan-wireguard.ts'
import { ciliumNative } from '../../../main/cnis/cilium/native.ts'
import { ciliumVxlanIpsec } from '../../../main/cnis/cilium/vxlan-ipsec.ts'
import { ciliumVxlanWireguard } from '../../../main/cnis/cilium/vxlan-wireguard.ts'
import { ciliumVxlan } from '../../../main/cnis/cilium/vxlan.ts'
import { flannelHostGw } from '../../../main/cnis/flannel/host-gw.ts'
import { flannelVxlan } from '../../../main/cnis/flannel/vxlan.ts'
import { flannelWireguard } from '../../../main/cnis/flannel/wireguard.ts'
import { kindnetRouted as kindnet } from '../../../main/cnis/kindnet/routed.ts'
import { pinnedCatalog } from '../../../main/cnis/pins.ts'
import { podSubnet, type Manifest } from '../../../main/cnis/recipe.ts'
import { detailsOf } from '../error-details.ts'
import { calicoObjects, calicoBgpObjects, flannelObjects, patched, environmentOf, chartOf } from './recipe-parts.ts'

describe('the recipes for dual stack', () => {
  const without = (names: readonly string[]) => (entry: { readonly name: string }) => !names.includes(entry.name)
  const ofIpv6 = {
    IP6: 'autodetect',
    FELIX_IPV6SUPPORT: 'true',
    CALICO_IPV6POOL_CIDR: 'fd00:10:244::/56',
    CALICO_IPV6POOL_NAT_OUTGOING: 'true',
  }

  it.each([
    [calicoVxlan, calicoObjects, 'Always'],
    [calicoVxlanWireguard, calicoObjects, 'Always'],
    [calicoBgp, calicoBgpObjects, 'Never'],
  ])('of Calico make an IPv6 pool with the encapsulation of the IPv4 one', (variant, objects, vxlan) => {
    const wanted = { ...ofIpv6, CALICO_IPV6POOL_VXLAN: vxlan }
    const [ipv4, dual] = [environmentOf(patched(variant, objects)), environmentOf(patched(variant, objects, 'dual'))]
    const set = dual.filter(({ name }) => name in wanted)
    expect(Object.fromEntries(set.map(({ name, value }) => [name, value]))).toEqual(wanted)
    expect(set).toHaveLength(Object.keys(wanted).length)
    expect(dual.filter(without(Object.keys(wanted)))).toEqual(ipv4.filter(without(Object.keys(wanted))))
  })

  it('of Calico give Pods an address of each family, and change nothing in place', () => {
    const before = structuredClone(calicoObjects)
    const networkOf = (objects: readonly Manifest[]) =>
      (objects.find(({ kind }) => kind === 'ConfigMap')?.data as { cni_network_config: string }).cni_network_config
    const network = JSON.parse(
      networkOf(patched(calicoVxlan, calicoObjects, 'dual')).replace('__CNI_MTU__', '1450'),
    ) as unknown
    expect(network).toMatchObject({
      plugins: [
        { type: 'calico', ipam: { type: 'calico-ipam', assign_ipv4: 'true', assign_ipv6: 'true' } },
        { type: 'portmap' },
      ],
    })
    expect(networkOf(patched(calicoVxlan, calicoObjects))).toBe(networkOf(before))
    expect(calicoObjects).toEqual(before)
  })

  it('of Calico refuse a manifest whose CNI configuration they do not know', async () => {
    const strange = calicoObjects.map((object) =>
      object.kind === 'ConfigMap' ? { ...object, data: { cni_network_config: '{}' } } : object,
    )
    for (const objects of [strange, calicoObjects.filter(({ kind }) => kind !== 'ConfigMap')]) {
      const details = await detailsOf(() => patched(calicoVxlan, objects, 'dual'))
      expect(details.code).toBe('unreadable-catalog')
      expect(details.message).toContain('calico-ipam')
    }
  })

  it('of Calico with WireGuard encrypt IPv6, too', () => {
    expect(patched(calicoVxlanWireguard, calicoObjects, 'dual').at(-1)?.spec).toEqual({
      wireguardEnabled: true,
      wireguardEnabledV6: true,
    })
  })

  it.each([
    [flannelVxlan, 'vxlan'],
    [flannelHostGw, 'host-gw'],
    [flannelWireguard, 'wireguard'],
  ])('of Flannel name the IPv6 network beside the IPv4 one', (variant, type) => {
    const after = patched(variant, flannelObjects, 'dual')
    const data = after.find(({ kind }) => kind === 'ConfigMap')?.data as Record<string, string>
    expect(JSON.parse(data['net-conf.json'] ?? '')).toEqual({
      Network: podSubnet,
      EnableIPv6: true,
      IPv6Network: 'fd00:10:244::/56',
      EnableNFTables: false,
      Backend: { Type: type },
    })
  })

  it.each([ciliumVxlan, ciliumNative, ciliumVxlanWireguard, ciliumVxlanIpsec])(
    'of Cilium turn IPv6 on and change nothing else',
    (variant) => {
      const { ipv6, ipv6NativeRoutingCIDR, ...others } = chartOf(variant, {}, 'dual').values
      expect({ ipv6, ipv6NativeRoutingCIDR }).toEqual({
        ipv6: { enabled: true },
        ipv6NativeRoutingCIDR: 'fd00:10:244::/56',
      })
      expect(others).toEqual(chartOf(variant).values)
    },
  )

  it('of kindnet is the same: kind does it all', () => {
    expect(kindnet.recipe(pinnedCatalog, 'dual')).toEqual(kindnet.recipe(pinnedCatalog, 'ipv4'))
  })
})
