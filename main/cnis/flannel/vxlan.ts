import { kindVariant } from '../recipe.ts'
import { flannelRecipe } from './recipe.ts'

/** Flannel as its manifest ships it: VXLAN, VNI 1, UDP 8472. */
export const flannelVxlan = kindVariant({
  id: 'flannel/vxlan',
  cni: 'flannel',
  title: 'Flannel, VXLAN',
  isDefault: true,
  needs: ['vxlan', 'br_netfilter'],
  configured: { encapsulation: 'vxlan', tunnelPort: 8472, datapath: 'bridge cni0, tunnel device flannel.1' },
  recipe: flannelRecipe(),
})
