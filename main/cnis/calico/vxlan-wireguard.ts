import { kindVariant, type IpFamily, type Manifest } from '../recipe.ts'
import { calicoRecipe } from './recipe.ts'

/**
 * Calico's VXLAN with WireGuard, whose keys each node makes for itself. Once nodes know each other's keys, Pod traffic between
 * them takes the WireGuard device instead of the VXLAN one, so that the port is WireGuard's. Source: Felix's ListeningPort.
 */
export const calicoVxlanWireguard = kindVariant({
  id: 'calico/vxlan+wireguard',
  cni: 'calico',
  title: 'Calico, VXLAN and WireGuard',
  needs: ['vxlan', 'ip_set', 'wireguard'],
  configured: {
    encapsulation: 'vxlan',
    tunnelPort: 51820,
    encryption: 'wireguard',
    dataplane: 'iptables',
    datapath: 'routed veths, WireGuard device wireguard.cali over vxlan.calico’s pool, iptables',
  },
  recipe: calicoRecipe({
    manifest: 'vxlan',
    pool: { vxlan: 'Always', ipip: 'Never' },
    also: (ipFamily) => [withWireguard(ipFamily)],
  }),
})

/**
 * The object that Calico's nodes make for themselves where there is none; what is in it already they leave. IPv6 has a setting, a
 * device and a port (51821) of its own. Source: Felix's WireguardEnabledV6.
 */
const withWireguard = (ipFamily: IpFamily): Manifest => ({
  apiVersion: 'crd.projectcalico.org/v1',
  kind: 'FelixConfiguration',
  metadata: { name: 'default' },
  spec: { wireguardEnabled: true, ...(ipFamily === 'dual' && { wireguardEnabledV6: true }) },
})
