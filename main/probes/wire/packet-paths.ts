import type { PacketStop } from '../../blocks/packet-path.ts'
import type { TracedPath } from './facts.ts'
import { headerOf, innermost, isWrapped, outermost } from './headers.ts'
import { interfaceKind } from './interface-kind.ts'
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

export function stopKindOf(
  record: WireRecord,
  { place, interface: name }: Pick<CapturedPacket, 'place' | 'interface'>,
): PacketStop['kind'] {
  const capture = record.captures.find((candidate) => candidate.place === place)
  const node = record.nodes.find((candidate) => candidate.name === capture?.node)
  return interfaceKind(capture, name, node?.address)
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
