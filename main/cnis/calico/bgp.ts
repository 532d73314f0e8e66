import { kindVariant } from '../recipe.ts'
import { calicoRecipe } from './recipe.ts'

/** Calico by its BGP manifest, whose pool asks for IP in IP, set to no tunnel at all: nodes tell each other routes. */
export const calicoBgp = kindVariant({
  id: 'calico/bgp',
  cni: 'calico',
  title: 'Calico, routed (BGP)',
  needs: ['ip_set'],
  configured: {
    encapsulation: 'none',
    dataplane: 'iptables',
    datapath: 'routed veths, routes by BGP (BIRD, node mesh), iptables',
  },
  recipe: calicoRecipe({ manifest: 'bgp', pool: { vxlan: 'Never', ipip: 'Never' } }),
})
