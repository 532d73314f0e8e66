import type { IpFamily, KindVariant, Manifest } from '../recipe.ts'
import { setPools, type Pool } from './pool.ts'
import { calicoSources } from './sources.ts'

interface CalicoSetup {
  /** Which of its manifests: the one with BGP, or the one that has VXLAN in its place. */
  readonly manifest: 'bgp' | 'vxlan'
  readonly pool: Pool
  /** Objects besides the manifest's. */
  readonly also?: (ipFamily: IpFamily) => readonly Manifest[]
}

/** Calico by one of its manifests, with the encapsulation of its pools set. */
export const calicoRecipe =
  ({ manifest, pool, also }: CalicoSetup): KindVariant['recipe'] =>
  (catalog, ipFamily) => {
    const sources = calicoSources.of(catalog)
    return {
      cniVersion: sources.version,
      install: {
        by: 'manifest',
        source: manifest === 'bgp' ? sources.manifest : sources.manifestVxlan,
        patch: (objects) => [...setPools(objects, pool, ipFamily), ...(also?.(ipFamily) ?? [])],
      },
      nodePlugins: [],
      nodeModules: [],
    }
  }
