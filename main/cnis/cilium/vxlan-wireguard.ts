import { kindVariant } from '../recipe.ts'
import { ciliumRecipe, vxlanTunnel } from './recipe.ts'

/** Cilium's VXLAN inside WireGuard, whose keys each agent makes for itself. Source of the port: Cilium's pkg/wireguard. */
export const ciliumVxlanWireguard = kindVariant({
  id: 'cilium/vxlan+wireguard',
  cni: 'cilium',
  title: 'Cilium, VXLAN in WireGuard',
  needs: ['vxlan', 'bpf', 'wireguard'],
  configured: {
    encapsulation: 'vxlan',
    tunnelPort: 51871,
    encryption: 'wireguard',
    dataplane: 'ebpf',
    datapath: 'eBPF on veths, tunnel device cilium_vxlan in WireGuard device cilium_wg0, kube-proxy kept',
  },
  recipe: ciliumRecipe({ ...vxlanTunnel, encryption: { enabled: true, type: 'wireguard' } }),
})
