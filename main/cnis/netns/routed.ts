import { ethernetMtu, type NetnsVariant } from './datapath.ts'

/** Routes via node addresses, no encapsulation: what Flannel calls host-gw. */
export const netnsRouted: NetnsVariant = {
  id: 'netns/routed',
  cni: 'netns',
  runtime: 'netns',
  title: 'Kernel reference: routed (no CNI)',
  isDefault: true,
  needs: [],
  configured: {
    encapsulation: 'none',
    datapath: 'reference of the kernel alone, without a CNI: routes via node addresses, as host-gw does it',
  },
  datapath: { kind: 'routed', mtu: ethernetMtu },
}
