import type { Manifest } from '../recipe.ts'
import { setContainerEnvironment } from './container-environment.ts'

/**
 * The manifest with another encapsulation for the pool that it makes. `Always`, not the manifest's CrossSubnet, which on kind
 * (all nodes in one subnet) would send no tunnel traffic at all: the variant is then what its name says.
 */
export const setPool = (
  objects: readonly Manifest[],
  pool: { readonly vxlan: 'Always' | 'Never'; readonly ipip: 'Never' },
): readonly Manifest[] =>
  setContainerEnvironment(objects, {
    workload: { kind: 'DaemonSet', name: 'calico-node' },
    container: 'calico-node',
    variables: { CALICO_IPV4POOL_VXLAN: pool.vxlan, CALICO_IPV4POOL_IPIP: pool.ipip },
  })
