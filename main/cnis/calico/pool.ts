import { podSubnetIpv6, type IpFamily, type Manifest } from '../recipe.ts'
import { setContainerEnvironment } from './container-environment.ts'
import { assignBothFamilies } from './address-assignment.ts'

export interface Pool {
  readonly vxlan: 'Always' | 'Never'
  readonly ipip: 'Always' | 'Never'
}

/**
 * The manifest with another encapsulation for the pools that it makes, of which IPv6's is made only where it is asked for.
 * `Always`, not the manifest's CrossSubnet, which on kind (all nodes in one subnet) would send no tunnel traffic at all: the
 * variant is then what its name says.
 */
export const setPools = (objects: readonly Manifest[], pool: Pool, ipFamily: IpFamily): readonly Manifest[] =>
  setContainerEnvironment(ipFamily === 'dual' ? assignBothFamilies(objects) : objects, {
    workload: { kind: 'DaemonSet', name: 'calico-node' },
    container: 'calico-node',
    variables: { CALICO_IPV4POOL_VXLAN: pool.vxlan, CALICO_IPV4POOL_IPIP: pool.ipip },
    ...(ipFamily === 'dual' && { added: poolOfIpv6(pool) }),
  })

/** There is no IP in IP for IPv6. Source: Calico's documentation of dual stack. */
const poolOfIpv6 = ({ vxlan }: Pool) => ({
  IP6: 'autodetect',
  FELIX_IPV6SUPPORT: 'true',
  CALICO_IPV6POOL_CIDR: podSubnetIpv6,
  CALICO_IPV6POOL_NAT_OUTGOING: 'true',
  CALICO_IPV6POOL_VXLAN: vxlan,
})
