import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { setContainerEnvironment } from '../../../main/cnis/calico/container-environment.ts'
import { calicoSources } from '../../../main/cnis/calico/sources.ts'
import { calicoVxlan } from '../../../main/cnis/calico/vxlan.ts'
import { calicoBgp } from '../../../main/cnis/calico/bgp.ts'
import { calicoVxlanWireguard } from '../../../main/cnis/calico/vxlan-wireguard.ts'
import { pinnedCatalog } from '../../../main/cnis/pins.ts'
import { type Manifest } from '../../../main/cnis/recipe.ts'
import { detailsOf, givesResultOrLabError } from '../error-details.ts'
import { calicoObjects, calicoBgpObjects, flannelObjects, patched, environmentOf } from './recipe-parts.ts'

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
