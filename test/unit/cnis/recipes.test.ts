import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { setContainerEnvironment } from '../../../main/cnis/calico/container-environment.ts'
import { calicoVxlan } from '../../../main/cnis/calico/vxlan.ts'
import { ciliumVxlan, mergeValues } from '../../../main/cnis/cilium/vxlan.ts'
import { flannelVxlan } from '../../../main/cnis/flannel/vxlan.ts'
import { kindnet } from '../../../main/cnis/kindnet/kindnet.ts'
import { pinnedCatalog } from '../../../main/cnis/pins.ts'
import { podSubnet, type KindVariant, type Manifest } from '../../../main/cnis/recipe.ts'
import { parseManifests } from '../../../main/clusters/kind/sources.ts'
import { detailsOf, givesResultOrLabError } from '../error-details.ts'
import { fixture } from '../fixture.ts'

const calicoObjects = parseManifests(fixture('calico/calico-vxlan-v3.28.5-structure.yaml'), 'calico-vxlan.yaml')
const flannelObjects = parseManifests(fixture('flannel/kube-flannel-v0.28.10-structure.yml'), 'kube-flannel.yml')

const patched = (variant: KindVariant, objects: readonly Manifest[]): readonly Manifest[] => {
  const { install } = variant.recipe(pinnedCatalog)
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
    expect(flannelVxlan.recipe(pinnedCatalog)).toMatchObject({ nodePlugins: ['bridge'], nodeModules: ['br_netfilter'] })
    expect(
      (flannelObjects.find(({ kind }) => kind === 'ConfigMap')?.data as Record<string, string>)['cni-conf.json'],
    ).toContain('"type":"flannel"')
  })
})

describe('the recipe of cilium/vxlan', () => {
  const valuesWith = (values: typeof pinnedCatalog.cilium.values) => {
    const { install } = ciliumVxlan.recipe({ ...pinnedCatalog, cilium: { ...pinnedCatalog.cilium, values } })
    if (install.by !== 'chart') throw new Error('not by a chart')
    return install.values({ name: 'cnilab-cilium-vxlan-0a1b' })
  }

  it('names the cluster and asks for the tunnel', () => {
    expect(valuesWith({})).toMatchObject({
      cluster: { name: 'cnilab-cilium-vxlan-0a1b' },
      routingMode: 'tunnel',
      tunnelProtocol: 'vxlan',
      ipv4NativeRoutingCIDR: podSubnet,
    })
  })

  it("puts the catalog's values over its own, one by one", () => {
    expect(valuesWith({ envoy: { enabled: false } })).toMatchObject({
      envoy: { enabled: false, image: { useDigest: false } },
    })
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

describe('the recipe of kindnet', () => {
  it('leaves everything to kind and waits for its DaemonSet', () => {
    expect(kindnet.recipe(pinnedCatalog).install).toEqual({
      by: 'kind',
      rollouts: [{ kind: 'DaemonSet', namespace: 'kube-system', name: 'kindnet' }],
    })
  })
})
