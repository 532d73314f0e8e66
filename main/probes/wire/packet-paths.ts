import type { PacketStop } from '../../blocks/packet-path.ts'
import { isOfNode } from '../../cnis/index.ts'
import { isTunnelKind } from '../iproute.ts'
import type { TracedPath } from './facts.ts'
import { headerOf, innermost, isWrapped, outermost } from './headers.ts'
import type { CapturedPacket, Sent, WireRecord } from './record.ts'

/** @param isTrusted whether the control was seen: only then does what was not seen say something */
export function tracedPath(record: WireRecord, sent: Sent, isTrusted: boolean): TracedPath {
  const packets = firstSeen(record.sights.filter(({ journey }) => journey === sent.id))
  const stops = packets.map((packet) => stopOf(record, packet, packets[0]?.atUs ?? packet.atUs))
  const left = stops.some(({ kind }) => kind === 'node-link')
  const { id, from, to, answered, problem } = sent
  return {
    ...{ id, from, to, stops, answered },
    rewrites: rewritesOf(packets),
    leftNode: left || (isTrusted && answered && stops.length > 0 ? false : 'unknown'),
    ...(problem !== undefined && { problem }),
  }
}

const stopOf = (record: WireRecord, packet: CapturedPacket, startUs: number): PacketStop => ({
  place: packet.place,
  interface: packet.interface,
  kind: stopKindOf(record, packet),
  direction: packet.direction,
  afterUs: Math.round((packet.atUs - startUs) * 10) / 10,
  headers: packet.layers.map(headerOf),
  bytes: outermost(packet.layers)?.bytes ?? 0,
  isReadable: true,
  isWrapped: isWrapped(packet.layers),
})

/** What an interface is for, by the kernel's kind of it; a node's link to others is the one with the node's address. */
export function stopKindOf(
  { captures, nodes }: WireRecord,
  { place, interface: name }: Pick<CapturedPacket, 'place' | 'interface'>,
): PacketStop['kind'] {
  const capture = captures.find((candidate) => candidate.place === place)
  const node = nodes.find((candidate) => candidate.name === capture?.node)
  const link = capture?.links.find((candidate) => candidate.name === name)
  if (!capture || !link || name === 'lo') return 'other'
  if (!capture.isNode) return 'pod'
  if (node && link.addresses.includes(node.address)) return 'node-link'
  if (link.kind === 'bridge') return 'bridge'
  if (isTunnelKind(link.kind)) return 'tunnel'
  return (link.kind === 'veth' || link.kind === 'netkit') && !isOfNode(name) ? 'pod-link' : 'other'
}

/** What is sent again for want of an answer is the same packet. */
function firstSeen(packets: readonly CapturedPacket[]): readonly CapturedPacket[] {
  const seen = new Set<string>()
  return packets
    .toSorted((one, other) => one.atUs - other.atUs)
    .filter((packet) => {
      const inner = innermost(packet.layers)
      const key = JSON.stringify([packet.place, packet.interface, packet.direction, inner?.from, inner?.to])
      return !seen.has(key) && seen.add(key)
    })
}

/** Addresses of the Pods' own header that differ from one stop to the next. */
const rewritesOf = (packets: readonly CapturedPacket[]): TracedPath['rewrites'] =>
  packets.flatMap((packet, index) => {
    const before = innermost(packets[index - 1]?.layers ?? [])
    const after = innermost(packet.layers)
    const at = `${packet.place}, before ${packet.interface}`
    return [
      [before?.from, after?.from],
      [before?.to, after?.to],
    ].flatMap(([from, to]) => (from !== undefined && to !== undefined && from !== to ? [{ at, from, to }] : []))
  })
