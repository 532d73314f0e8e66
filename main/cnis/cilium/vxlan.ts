import type { KindVariant } from '../recipe.ts'
import { ciliumChart, vxlanTunnel } from './chart.ts'

/** Cilium in its default tunnel mode, by its chart. */
export const ciliumVxlan: KindVariant = {
  id: 'cilium/vxlan',
  cni: 'cilium',
  runtime: 'kind',
  title: 'Cilium, VXLAN',
  needs: ['vxlan', 'bpf'],
  configured: {
    encapsulation: 'vxlan',
    tunnelPort: 8472,
    datapath: 'eBPF on veths, tunnel device cilium_vxlan, kube-proxy kept',
  },
  recipe: (catalog, ipFamily) => ciliumChart(catalog, ipFamily, vxlanTunnel),
}
