import { isOfNode } from '../../cnis/index.ts'
import { isTunnelKind } from '../iproute.ts'
import type { NodeState } from './record.ts'

/** How a node sends to a Pod on another node. A tunnel device counts where a route goes through it: that it is there proves nothing. */
export type ForwardingPath =
  | { readonly kind: 'plain'; readonly device: string; readonly via: string }
  | {
      readonly kind: 'tunnel'
      readonly device: string
      readonly tunnel: string
      readonly port?: number
      readonly vni?: number
    }
  | { readonly kind: 'unknown'; readonly why: string }

type Link = NodeState['links'][number]

export function forwardingPathOf({ route, links, peer, agentEntry }: NodeState): ForwardingPath {
  if (!route?.dev) return { kind: 'unknown', why: 'the route to the Pod could not be read' }
  const device = links.find(({ ifname }) => ifname === route.dev)
  if (device && isTunnel(device)) return tunnelBy(device)
  if (isOfNode(route.dev) && !agentEntry)
    return { kind: 'unknown', why: `the route leads to ${route.dev}, whose own table could not be read` }
  if (agentEntry?.tunnelTo !== undefined) {
    const tunnel = links.find((link) => isTunnel(link) && isExternal(link))
    return tunnel
      ? tunnelBy(tunnel)
      : { kind: 'unknown', why: 'its table names a tunnel, and no device for it is there' }
  }
  if (route.gateway === peer.nodeAddress || agentEntry || !device)
    return { kind: 'plain', device: route.dev, via: route.gateway ?? 'no next hop' }
  return { kind: 'unknown', why: `the route leads to ${route.dev}, which is no tunnel, and not to the other node` }
}

const isTunnel = ({ linkinfo, flags }: Link): boolean => flags.includes('UP') && isTunnelKind(linkinfo?.info_kind)

const isExternal = ({ linkinfo }: Link): boolean => linkinfo?.info_data?.external === true

function tunnelBy({ ifname, linkinfo }: Link): ForwardingPath {
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

/**
 * Encapsulation as a variant has it configured: `udp` is any tunnel in UDP that is neither VXLAN nor Geneve. WireGuard is one; a tun
 * device belongs to a program that sends what it gets from there (Flannel's backend udp).
 */
export function encapsulationOf(path: ForwardingPath): string {
  switch (path.kind) {
    case 'plain':
      return 'none'
    case 'tunnel':
      return path.tunnel === 'wireguard' || path.tunnel === 'tun' ? 'udp' : path.tunnel
    case 'unknown':
      return 'unknown'
  }
}

export function pathWords(path: ForwardingPath): string {
  switch (path.kind) {
    case 'plain':
      return `without a tunnel, by ${path.device} via ${path.via}`
    case 'tunnel':
      return `through the ${path.tunnel} device ${path.device}${portWords(path)}`
    case 'unknown':
      return `in a way that is not known: ${path.why}`
  }
}

function portWords({ port, vni }: { readonly port?: number; readonly vni?: number }): string {
  const words = [
    ...(port === undefined ? [] : [`UDP ${String(port)}`]),
    ...(vni === undefined ? [] : [`VNI ${String(vni)}`]),
  ]
  return words.length > 0 ? ` (${words.join(', ')})` : ''
}
