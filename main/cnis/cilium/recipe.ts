import type { KindVariant, Manifest } from '../recipe.ts'
import { ciliumSources } from './sources.ts'
import { mergeValues, valuesOnKind, type Values } from './values.ts'

/** Cilium by its chart, with a variant's own values; the catalog's win. */
export const ciliumRecipe =
  (own: Values, beside?: () => readonly Manifest[]): KindVariant['recipe'] =>
  (catalog, ipFamily) => {
    const sources = ciliumSources.of(catalog)
    return {
      cniVersion: sources.version,
      install: {
        by: 'chart',
        source: sources.chart,
        release: 'cilium',
        namespace: 'kube-system',
        values: ({ name }) => mergeValues(mergeValues(valuesOnKind(name, ipFamily), own), sources.values),
        ...(beside && { beside }),
      },
      nodePlugins: [],
      nodeModules: [],
    }
  }

export const vxlanTunnel: Values = { routingMode: 'tunnel', tunnelProtocol: 'vxlan' }
