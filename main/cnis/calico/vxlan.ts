import type { KindVariant, Manifest } from '../recipe.ts'
import { setContainerEnvironment } from './container-environment.ts'

/**
 * Calico by its VXLAN manifest. The manifest asks for CrossSubnet, which on kind (all nodes in one subnet) would send no tunnel
 * traffic at all, so that the pool is set to Always: the variant is what its name says.
 */
export const calicoVxlan: KindVariant = {
  id: 'calico/vxlan',
  cni: 'calico',
  runtime: 'kind',
  title: 'Calico, VXLAN',
  needs: ['vxlan', 'ip_set'],
  configured: {
    encapsulation: 'vxlan',
    tunnelPort: 4789,
    datapath: 'routed veths, tunnel device vxlan.calico, iptables',
  },
  recipe: ({ calico }) => ({
    cniVersion: calico.version,
    install: { by: 'manifest', source: calico.manifestVxlan, patch: alwaysEncapsulate },
    nodePlugins: [],
    nodeModules: [],
  }),
}

const alwaysEncapsulate = (objects: readonly Manifest[]): readonly Manifest[] =>
  setContainerEnvironment(objects, {
    workload: { kind: 'DaemonSet', name: 'calico-node' },
    container: 'calico-node',
    variables: { CALICO_IPV4POOL_VXLAN: 'Always' },
  })
