import type { KindVariant } from '../recipe.ts'
import { setNetwork, type Backend } from './network.ts'
import { flannelSources } from './sources.ts'

/** Flannel by its manifest, with another backend than the manifest's where one is given. */
export const flannelRecipe =
  (backend?: Backend): KindVariant['recipe'] =>
  (catalog, ipFamily) => {
    const { version, manifest } = flannelSources.of(catalog)
    return {
      cniVersion: version,
      install: {
        by: 'manifest',
        source: manifest,
        // The manifest's Network is 10.244.0.0/16, which is the lab's Pod subnet.
        patch: (objects) => setNetwork(objects, { ...(backend && { backend }), ipFamily }),
      },
      // kind's nodes have no `bridge`, which Flannel delegates to: without it every Pod stays ContainerCreating (flannel#1847).
      nodePlugins: ['bridge'],
      // flanneld ends at start without it (flannel#2166).
      nodeModules: ['br_netfilter'],
    }
  }
