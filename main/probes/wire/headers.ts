import type { PacketHeader } from '../../blocks/packet-path.ts'
import type { Encapsulation } from './facts.ts'
import type { Layer, PacketCount } from './record.ts'

export const headerOf = ({ bytes: _, ...header }: Layer): PacketHeader => header

export const outermost = (layers: readonly Layer[]): Layer | undefined => layers[0]
/** The one that the Pods made themselves. */
export const innermost = (layers: readonly Layer[]): Layer | undefined =>
  layers.findLast(({ from }) => from !== undefined)

/** Without the port. */
export const addressOf = (end: string | undefined): string | undefined => end?.replace(/:\d+$/, '')
export const portOf = (end: string | undefined): number => Number(/:(\d+)$/.exec(end ?? '')?.[1])

/** Where Flannel and Calico (51820, 51821 for IPv6) and Cilium (51871) have WireGuard listen: their documentation. */
const wireguardPorts = [51820, 51821, 51871]

/** What a packet between nodes is wrapped in that nobody without a key can read. */
export function encryptedBy({ layers }: Pick<PacketCount, 'layers'>): Encapsulation | undefined {
  if (layers.some(({ protocol }) => protocol === 'ESP')) return { kind: 'esp' }
  const wireguard = layers.find(({ protocol, to }) => protocol === 'UDP' && wireguardPorts.includes(portOf(to)))
  return wireguard && { kind: 'wireguard', port: portOf(wireguard.to) }
}

/** How a packet that can be read is wrapped; undefined where its headers are not of a known kind. */
export function encapsulationOf(layers: readonly Layer[]): Encapsulation | undefined {
  const [outer, next] = layers
  if (!outer) return undefined
  const port = portOf(outer.to)
  const vni = Number(/^VNI (\d+)$/.exec(next?.detail ?? '')?.[1])
  if (next?.protocol === 'VXLAN') return { kind: 'vxlan', port, vni }
  if (next?.protocol === 'Geneve') return { kind: 'geneve', port, vni }
  if (outer.protocol === 'IP-in-IP') return { kind: 'ipip' }
  // The request is TCP: in UDP it is wrapped in something that has no header of its own, as Flannel's backend udp has it.
  if (outer.protocol === 'UDP' && layers.length === 1) return { kind: 'udp', port }
  return layers.length === 1 && outer.protocol === 'TCP' ? { kind: 'none' } : undefined
}

/** Whether the request travels inside another packet: it is TCP, and whatever else is outermost carries it. */
export const isWrapped = ([outer]: readonly Layer[]): boolean => outer !== undefined && outer.protocol !== 'TCP'
