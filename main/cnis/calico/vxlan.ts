import { kindVariant } from '../recipe.ts'
import { calicoRecipe } from './recipe.ts'

/** Calico by its VXLAN manifest. */
export const calicoVxlan = kindVariant({
  id: 'calico/vxlan',
  cni: 'calico',
  title: 'Calico, VXLAN',
  isDefault: true,
  needs: ['vxlan', 'ip_set'],
  configured: {
    encapsulation: 'vxlan',
    tunnelPort: 4789,
    dataplane: 'iptables',
    datapath: 'routed veths, tunnel device vxlan.calico, iptables',
  },
  recipe: calicoRecipe({ manifest: 'vxlan', pool: { vxlan: 'Always', ipip: 'Never' } }),
})
