import { kindVariant } from '../recipe.ts'
import { flannelRecipe } from './recipe.ts'

/** Flannel in WireGuard, whose keys each node makes for itself. Source of the port: Flannel's pkg/backend/wireguard. */
export const flannelWireguard = kindVariant({
  id: 'flannel/wireguard',
  cni: 'flannel',
  title: 'Flannel, WireGuard',
  needs: ['wireguard', 'br_netfilter'],
  configured: {
    encapsulation: 'udp',
    tunnelPort: 51820,
    encryption: 'wireguard',
    datapath: 'bridge cni0, WireGuard device flannel-wg',
  },
  recipe: flannelRecipe({ Type: 'wireguard' }),
})
