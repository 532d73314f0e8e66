import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ciliumNative } from '../../../main/cnis/cilium/native.ts'
import { mergeValues } from '../../../main/cnis/cilium/values.ts'
import { ciliumVxlanIpsec } from '../../../main/cnis/cilium/vxlan-ipsec.ts'
import { ciliumVxlanWireguard } from '../../../main/cnis/cilium/vxlan-wireguard.ts'
import { ciliumVxlan } from '../../../main/cnis/cilium/vxlan.ts'
import { podSubnet } from '../../../main/cnis/recipe.ts'
import { chartOf } from './recipe-parts.ts'

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
