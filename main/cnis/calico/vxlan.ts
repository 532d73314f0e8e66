import { kindVariant } from '../recipe.ts'
import { setPools } from './pool.ts'

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
    datapath: 'routed veths, tunnel device vxlan.calico, iptables',
  },
  recipe: ({ calico }, ipFamily) => ({
    cniVersion: calico.version,
    install: {
      by: 'manifest',
      source: calico.manifestVxlan,
      patch: (objects) => setPools(objects, { vxlan: 'Always', ipip: 'Never' }, ipFamily),
    },
    nodePlugins: [],
    nodeModules: [],
  }),
})
