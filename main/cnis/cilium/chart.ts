import type { Catalog } from '../catalog.ts'
import type { IpFamily, Manifest, Recipe } from '../recipe.ts'
import { mergeValues, valuesOnKind, type Values } from './values.ts'

/** Cilium by its chart, with a variant's own values; the catalog's win. */
export const ciliumChart = (
  { cilium }: Catalog,
  ipFamily: IpFamily,
  own: Values,
  beside?: () => readonly Manifest[],
): Recipe => ({
  cniVersion: cilium.version,
  install: {
    by: 'chart',
    source: cilium.chart,
    release: 'cilium',
    namespace: 'kube-system',
    values: ({ name }) => mergeValues(mergeValues(valuesOnKind(name, ipFamily), own), cilium.values),
    ...(beside && { beside }),
  },
  nodePlugins: [],
  nodeModules: [],
})

export const vxlanTunnel: Values = { routingMode: 'tunnel', tunnelProtocol: 'vxlan' }
