import type { PacketStop } from '../../blocks/packet-path.ts'
import { isOfNode } from '../../cnis/index.ts'
import { isTunnelKind } from '../iproute.ts'
import type { Capture } from './record.ts'

/** What an interface is for, by the kernel's kind of it; a node's link to others is the one with the node's address. */
export function interfaceKind(
  capture: Capture | undefined,
  name: string,
  nodeAddress: string | undefined,
): PacketStop['kind'] {
  const link = capture?.links.find((candidate) => candidate.name === name)
  if (!capture || !link || name === 'lo') return 'other'
  if (!capture.isNode) return 'pod'
  if (nodeAddress !== undefined && link.addresses.includes(nodeAddress)) return 'node-link'
  if (link.kind === 'bridge') return 'bridge'
  if (isTunnelKind(link.kind)) return 'tunnel'
  if (isOfNode(name)) return 'other'
  return link.kind === 'veth' || link.kind === 'netkit' ? 'pod-link' : 'other'
}
