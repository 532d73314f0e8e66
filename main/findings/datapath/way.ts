import type { NodeLook } from '../../probes/datapath/datapath-record.ts'

/** How a node sends to a Pod on another node. A tunnel device counts where a route goes through it: that it is there proves nothing. */
export type Way =
  | { readonly kind: 'plain'; readonly device: string; readonly via: string }
  | {
      readonly kind: 'tunnel'
      readonly device: string
      readonly tunnel: string
      readonly port?: number
      readonly vni?: number
    }
  | { readonly kind: 'unknown'; readonly why: string }

type Link = NodeLook['links'][number]

const tunnelKinds = ['vxlan', 'geneve', 'ipip', 'wireguard']

export function wayOf({ route, links, peer, agentEntry }: NodeLook): Way {
  if (!route?.dev) return { kind: 'unknown', why: 'the route to the Pod could not be read' }
  const device = links.find(({ ifname }) => ifname === route.dev)
  if (device && isTunnel(device)) return tunnelBy(device)
  // Cilium's routes lead to cilium_host; its programs decide there, by a table of their own.
  if (route.dev === 'cilium_host' && !agentEntry)
    return { kind: 'unknown', why: 'the route leads to cilium_host, whose own table could not be read' }
  if (agentEntry?.tunnelTo !== undefined) {
    const tunnel = links.find((link) => isTunnel(link) && link.ifname.startsWith('cilium_') && isExternal(link))
    return tunnel
      ? tunnelBy(tunnel)
      : { kind: 'unknown', why: 'its table names a tunnel, and no device for it is there' }
  }
  if (route.gateway === peer.nodeAddress || agentEntry || !device)
    return { kind: 'plain', device: route.dev, via: route.gateway ?? 'no next hop' }
  return { kind: 'unknown', why: `the route leads to ${route.dev}, which is no tunnel, and not to the other node` }
}

const isTunnel = ({ linkinfo, flags }: Link): boolean =>
  flags.includes('UP') && tunnelKinds.includes(linkinfo?.info_kind ?? '')

const isExternal = ({ linkinfo }: Link): boolean => linkinfo?.info_data?.external === true

function tunnelBy({ ifname, linkinfo }: Link): Way {
  const { port, id, external } = linkinfo?.info_data ?? {}
  return {
    kind: 'tunnel',
    device: ifname,
    tunnel: linkinfo?.info_kind ?? '',
    ...(port !== undefined && { port }),
    // With `external` the VNI is set a packet at a time; 0 is what the kernel prints then.
    ...(id !== undefined && external !== true && { vni: id }),
  }
}

/** In the words of a recipe: `none`, `vxlan`, …; a WireGuard device is encryption, not one of its encapsulations. */
export function encapsulationOf(way: Way): string {
  switch (way.kind) {
    case 'plain':
      return 'none'
    case 'tunnel':
      return way.tunnel === 'wireguard' ? 'none' : way.tunnel
    case 'unknown':
      return 'unknown'
  }
}

export function wayWords(way: Way): string {
  switch (way.kind) {
    case 'plain':
      return `without a tunnel, by ${way.device} via ${way.via}`
    case 'tunnel':
      return `through the ${way.tunnel} device ${way.device}${portWords(way)}`
    case 'unknown':
      return `in a way that is not known: ${way.why}`
  }
}

function portWords({ port, vni }: { readonly port?: number; readonly vni?: number }): string {
  const words = [
    ...(port === undefined ? [] : [`UDP ${String(port)}`]),
    ...(vni === undefined ? [] : [`VNI ${String(vni)}`]),
  ]
  return words.length > 0 ? ` (${words.join(', ')})` : ''
}
