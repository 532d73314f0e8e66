import { kindVariant } from '../recipe.ts'
import { flannelRecipe } from './recipe.ts'

/** Flannel without a tunnel: a route to each node's Pods, which needs all nodes in one subnet, as kind's are. */
export const flannelHostGw = kindVariant({
  id: 'flannel/host-gw',
  cni: 'flannel',
  title: 'Flannel, routed (host-gw)',
  needs: ['br_netfilter'],
  configured: { encapsulation: 'none', datapath: 'bridge cni0, routes via node addresses' },
  recipe: flannelRecipe({ Type: 'host-gw' }),
})
