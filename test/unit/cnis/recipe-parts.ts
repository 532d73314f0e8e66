import { ciliumSources } from '../../../main/cnis/cilium/sources.ts'
import { pinnedCatalog } from '../../../main/cnis/pins.ts'
import { type IpFamily, type KindVariant, type Manifest } from '../../../main/cnis/recipe.ts'
import { parseManifests } from '../../../main/clusters/kind/sources.ts'
import { fixture } from '../fixture.ts'

export const calicoObjects = parseManifests(fixture('calico/calico-vxlan-v3.28.5-structure.yaml'), 'calico-vxlan.yaml')
export const calicoBgpObjects = parseManifests(fixture('calico/calico-v3.28.5-structure.yaml'), 'calico.yaml')
export const flannelObjects = parseManifests(fixture('flannel/kube-flannel-v0.28.10-structure.yml'), 'kube-flannel.yml')

export const patched = (
  variant: KindVariant,
  objects: readonly Manifest[],
  ipFamily: IpFamily = 'ipv4',
): readonly Manifest[] => {
  const { install } = variant.recipe(pinnedCatalog, ipFamily)
  if (install.by !== 'manifest') throw new Error('not by a manifest')
  return install.patch(objects)
}

export interface Container {
  readonly name: string
  readonly env?: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: unknown }[]
}
export const containersOf = (objects: readonly Manifest[], kind: string): readonly Container[] => {
  const workload = objects.find((object) => object.kind === kind)
  return (workload?.spec as { template: { spec: { containers: Container[] } } }).template.spec.containers
}
export const environmentOf = (objects: readonly Manifest[]) =>
  containersOf(objects, 'DaemonSet').find(({ name }) => name === 'calico-node')?.env ?? []

export const chartOf = (
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
