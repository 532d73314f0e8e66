import { kindVariant } from '../recipe.ts'
import { ciliumRecipe, vxlanTunnel } from './recipe.ts'

/** Cilium in its default tunnel mode, by its chart. */
export const ciliumVxlan = kindVariant({
  id: 'cilium/vxlan',
  cni: 'cilium',
  title: 'Cilium, VXLAN',
  isDefault: true,
  needs: ['vxlan', 'bpf'],
  configured: {
    encapsulation: 'vxlan',
    tunnelPort: 8472,
    dataplane: 'ebpf',
    datapath: 'eBPF on veths, tunnel device cilium_vxlan, kube-proxy kept',
  },
  recipe: ciliumRecipe(vxlanTunnel),
})
