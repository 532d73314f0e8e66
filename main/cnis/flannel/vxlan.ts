import { kindVariant } from '../recipe.ts'
import { setNetwork } from './network.ts'
import { flannelNodeNeeds } from './node-needs.ts'

/** Flannel as its manifest ships it: VXLAN, VNI 1, UDP 8472. */
export const flannelVxlan = kindVariant({
  id: 'flannel/vxlan',
  cni: 'flannel',
  title: 'Flannel, VXLAN',
  isDefault: true,
  needs: ['vxlan', 'br_netfilter'],
  configured: { encapsulation: 'vxlan', tunnelPort: 8472, datapath: 'bridge cni0, tunnel device flannel.1' },
  recipe: ({ flannel }, ipFamily) => ({
    cniVersion: flannel.version,
    // The manifest's Network is 10.244.0.0/16, which is the lab's Pod subnet: nothing to patch for IPv4.
    install: { by: 'manifest', source: flannel.manifest, patch: (objects) => setNetwork(objects, { ipFamily }) },
    ...flannelNodeNeeds,
  }),
})
