import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { setContainerEnvironment } from '../../../main/cnis/calico/container-environment.ts'
import { calicoSources } from '../../../main/cnis/calico/sources.ts'
import { calicoVxlan } from '../../../main/cnis/calico/vxlan.ts'
import { calicoBgp } from '../../../main/cnis/calico/bgp.ts'
import { calicoVxlanWireguard } from '../../../main/cnis/calico/vxlan-wireguard.ts'
import { ciliumNative } from '../../../main/cnis/cilium/native.ts'
import { ciliumSources } from '../../../main/cnis/cilium/sources.ts'
import { mergeValues } from '../../../main/cnis/cilium/values.ts'
import { ciliumVxlanIpsec } from '../../../main/cnis/cilium/vxlan-ipsec.ts'
import { ciliumVxlanWireguard } from '../../../main/cnis/cilium/vxlan-wireguard.ts'
import { ciliumVxlan } from '../../../main/cnis/cilium/vxlan.ts'
import { flannelHostGw } from '../../../main/cnis/flannel/host-gw.ts'
import { setNetwork } from '../../../main/cnis/flannel/network.ts'
import { flannelVxlan } from '../../../main/cnis/flannel/vxlan.ts'
import { flannelWireguard } from '../../../main/cnis/flannel/wireguard.ts'
import { kindnetRouted as kindnet } from '../../../main/cnis/kindnet/routed.ts'
import { pinnedCatalog } from '../../../main/cnis/pins.ts'
import { podSubnet, type IpFamily, type KindVariant, type Manifest } from '../../../main/cnis/recipe.ts'
import { parseManifests } from '../../../main/clusters/kind/sources.ts'
import { detailsOf, givesResultOrLabError } from '../error-details.ts'
import { fixture } from '../fixture.ts'

const calicoObjects = parseManifests(fixture('calico/calico-vxlan-v3.28.5-structure.yaml'), 'calico-vxlan.yaml')
const calicoBgpObjects = parseManifests(fixture('calico/calico-v3.28.5-structure.yaml'), 'calico.yaml')
const flannelObjects = parseManifests(fixture('flannel/kube-flannel-v0.28.10-structure.yml'), 'kube-flannel.yml')

const patched = (
  variant: KindVariant,
  objects: readonly Manifest[],
  ipFamily: IpFamily = 'ipv4',
): readonly Manifest[] => {
  const { install } = variant.recipe(pinnedCatalog, ipFamily)
  if (install.by !== 'manifest') throw new Error('not by a manifest')
  return install.patch(objects)
}

interface Container {
  readonly name: string
  readonly env?: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: unknown }[]
}
const containersOf = (objects: readonly Manifest[], kind: string): readonly Container[] => {
  const workload = objects.find((object) => object.kind === kind)
  return (workload?.spec as { template: { spec: { containers: Container[] } } }).template.spec.containers
}
const environmentOf = (objects: readonly Manifest[]) =>
  containersOf(objects, 'DaemonSet').find(({ name }) => name === 'calico-node')?.env ?? []

describe('the recipe of calico/vxlan', () => {
  it('encapsulates always, where the manifest would only between subnets', () => {
    const poolMode = (objects: readonly Manifest[]) =>
      environmentOf(objects).filter(({ name }) => name === 'CALICO_IPV4POOL_VXLAN')
    expect(poolMode(calicoObjects)).toEqual([{ name: 'CALICO_IPV4POOL_VXLAN', value: 'CrossSubnet' }])
    expect(poolMode(patched(calicoVxlan, calicoObjects))).toEqual([{ name: 'CALICO_IPV4POOL_VXLAN', value: 'Always' }])
  })

  it('changes nothing else, and nothing in place', () => {
    const before = structuredClone(calicoObjects)
    const after = patched(calicoVxlan, calicoObjects)
    const others = (objects: readonly Manifest[]) =>
      environmentOf(objects).filter(({ name }) => name !== 'CALICO_IPV4POOL_VXLAN')
    expect(calicoObjects).toEqual(before)
    expect(others(after)).toEqual(others(before))
    expect(after.filter(({ kind }) => kind !== 'DaemonSet')).toEqual(before.filter(({ kind }) => kind !== 'DaemonSet'))
  })

  it('refuses a manifest that it does not know', async () => {
    const strangers: readonly (readonly Manifest[])[] = [
      [],
      flannelObjects,
      calicoObjects.filter(({ kind }) => kind !== 'DaemonSet'),
      [{ apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'calico-node' } }],
    ]
    for (const objects of strangers) {
      const details = await detailsOf(() => patched(calicoVxlan, objects))
      expect(details.code).toBe('unreadable-catalog')
      expect(details.message).toContain('CALICO_IPV4POOL_VXLAN')
    }
  })
})

describe('setContainerEnvironment', () => {
  it('replaces what came from elsewhere, too', () => {
    const change = { workload: { kind: 'DaemonSet', name: 'calico-node' }, container: 'calico-node' }
    const objects = setContainerEnvironment(calicoObjects, { ...change, variables: { NODENAME: 'fixed' } })
    expect(environmentOf(calicoObjects).find(({ name }) => name === 'NODENAME')?.valueFrom).toBeDefined()
    expect(environmentOf(objects).find(({ name }) => name === 'NODENAME')).toEqual({ name: 'NODENAME', value: 'fixed' })
  })

  it('gives objects or a LabError, whatever a workload looks like', () => {
    const change = { workload: { kind: 'a', name: 'b' }, container: 'c', variables: { D: 'e' } }
    fc.assert(
      fc.property(fc.jsonValue(), (spec) =>
        givesResultOrLabError(() =>
          setContainerEnvironment([{ apiVersion: 'v1', kind: 'a', metadata: { name: 'b' }, spec }], change),
        ),
      ),
    )
  })
})

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

describe('the recipe of calico/bgp', () => {
  it('takes the manifest with BGP and turns its tunnels off', () => {
    const { manifest: source } = calicoSources.of(pinnedCatalog)
    expect(calicoBgp.recipe(pinnedCatalog, 'ipv4').install).toMatchObject({ source })
    const pool = (objects: readonly Manifest[]) =>
      Object.fromEntries(
        environmentOf(objects)
          .filter(({ name }) => name.startsWith('CALICO_IPV4POOL_'))
          .map(({ name, value }) => [name, value]),
      )
    expect(pool(calicoBgpObjects)).toEqual({ CALICO_IPV4POOL_IPIP: 'Always', CALICO_IPV4POOL_VXLAN: 'Never' })
    const after = patched(calicoBgp, calicoBgpObjects)
    expect(pool(after)).toEqual({ CALICO_IPV4POOL_IPIP: 'Never', CALICO_IPV4POOL_VXLAN: 'Never' })
    expect(after.find(({ kind }) => kind === 'ConfigMap')?.data).toMatchObject({ calico_backend: 'bird' })
  })
})

describe('the recipe of calico/vxlan+wireguard', () => {
  it('is that of calico/vxlan with the configuration that turns WireGuard on', () => {
    const after = patched(calicoVxlanWireguard, calicoObjects)
    expect(after.slice(0, -1)).toEqual(patched(calicoVxlan, calicoObjects))
    expect(after.at(-1)).toEqual({
      apiVersion: 'crd.projectcalico.org/v1',
      kind: 'FelixConfiguration',
      metadata: { name: 'default' },
      spec: { wireguardEnabled: true },
    })
  })
})

const chartOf = (
  variant: KindVariant,
  values: ReturnType<typeof ciliumSources.of>['values'] = {},
  ipFamily: IpFamily = 'ipv4',
) => {
  const { install } = variant.recipe(
    { ...pinnedCatalog, cilium: { ...ciliumSources.of(pinnedCatalog), values } },
    ipFamily,
  )
  if (install.by !== 'chart') throw new Error('not by a chart')
  return { install, values: install.values({ name: 'cnilab-cilium-vxlan-0a1b' }) }
}

describe('the recipe of cilium/vxlan', () => {
  it('names the cluster and asks for the tunnel', () => {
    expect(chartOf(ciliumVxlan).values).toMatchObject({
      cluster: { name: 'cnilab-cilium-vxlan-0a1b' },
      routingMode: 'tunnel',
      tunnelProtocol: 'vxlan',
      ipv4NativeRoutingCIDR: podSubnet,
    })
    expect(chartOf(ciliumVxlan).values).not.toHaveProperty('encryption')
  })

  it("puts the catalog's values over its own, one by one", () => {
    expect(chartOf(ciliumVxlan, { envoy: { enabled: false }, routingMode: 'native' }).values).toMatchObject({
      envoy: { enabled: false, image: { useDigest: false } },
      routingMode: 'native',
    })
  })

  it('gives the cluster no longer a name than Cilium takes, by its end, where clusters differ', () => {
    const nameIn = (name: string) => {
      const { cluster } = chartOf(ciliumVxlanWireguard).install.values({ name })
      return (cluster as { name: string }).name
    }
    expect(nameIn('cnilab-cilium-vxlan-wireguard-0a1b')).toBe('ilab-cilium-vxlan-wireguard-0a1b')
    const names = fc.stringMatching(/^cnilab-[a-z0-9-]{0,50}-[0-9a-f]{4}$/)
    fc.assert(
      fc.property(names, (name) => {
        expect(nameIn(name)).toMatch(/^[a-z0-9][a-z0-9-]{0,31}$/)
        expect(name.endsWith(nameIn(name))).toBe(true)
      }),
    )
  })
})

describe('the recipes of Cilium in other modes', () => {
  it('route without a tunnel', () => {
    const { values, install } = chartOf(ciliumNative)
    expect(values).toMatchObject({
      routingMode: 'native',
      autoDirectNodeRoutes: true,
      ipv4NativeRoutingCIDR: podSubnet,
    })
    expect(values).not.toHaveProperty('tunnelProtocol')
    expect(install.beside).toBeUndefined()
  })

  it.each([
    [ciliumVxlanWireguard, 'wireguard'],
    [ciliumVxlanIpsec, 'ipsec'],
  ])('encrypt the tunnel', (variant, type) => {
    expect(chartOf(variant).values).toEqual({
      ...chartOf(ciliumVxlan).values,
      encryption: { enabled: true, type },
    })
  })

  it('bring a key for IPsec that no other cluster has, in the form that Cilium reads', () => {
    const { beside } = chartOf(ciliumVxlanIpsec).install
    const secrets = [beside?.(), beside?.()].flatMap((objects) => objects ?? [])
    expect(secrets).toHaveLength(2)
    for (const secret of secrets)
      expect(secret).toEqual({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { name: 'cilium-ipsec-keys', namespace: 'kube-system' },
        stringData: { keys: expect.stringMatching(/^3\+ rfc4106\(gcm\(aes\)\) [0-9a-f]{40} 128$/) as string },
      })
    expect(secrets[0]).not.toEqual(secrets[1])
  })
})

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

describe('mergeValues', () => {
  const values = fc.dictionary(fc.stringMatching(/^[a-c]$/), fc.jsonValue({ maxDepth: 2 })) as fc.Arbitrary<
    Parameters<typeof mergeValues>[0]
  >

  it('leaves values as they are that are merged with none or with themselves', () => {
    fc.assert(
      fc.property(values, (each) => {
        expect(mergeValues(each, {})).toEqual(each)
        expect(mergeValues({}, each)).toEqual(each)
        expect(mergeValues(each, each)).toEqual(each)
      }),
    )
  })

  it('replaces lists and scalars', () => {
    expect(mergeValues({ a: [1, 2], b: { c: 1 } }, { a: [3], b: 4 })).toEqual({ a: [3], b: 4 })
  })
})
