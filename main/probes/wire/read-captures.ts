import { addressOf } from './headers.ts'
import type { Packet } from './parse-packets.ts'
import type { Capture, PacketCount, Sent, CapturedPacket, WireRecord } from './record.ts'

/** A packet and where it was captured. */
type AtPoint = Packet & Pick<Capture, 'place' | 'isNode'>

/** Which packets carry a marker, and what else passed between the nodes meanwhile. */
export function readCaptures(
  captures: readonly { readonly capture: Pick<Capture, 'place' | 'isNode'>; readonly packets: readonly Packet[] }[],
  sent: readonly Pick<Sent, 'id' | 'marker'>[],
  nodes: WireRecord['nodes'],
): Pick<WireRecord, 'sights' | 'flows'> {
  const placed: readonly AtPoint[] = captures.flatMap(({ capture: { place, isNode }, packets }) =>
    packets.map((packet) => ({ ...packet, place, isNode })),
  )
  const base = Math.min(...placed.map(({ seconds }) => seconds))
  const atUs = ({ seconds, nanoseconds }: Packet) => (seconds - base) * 1e6 + nanoseconds / 1e3
  const markers = sent.map(({ id, marker }) => ({ id, hex: Buffer.from(marker).toString('hex') }))
  const journeyOf = ({ hex }: Packet) => markers.find((marker) => hex.includes(marker.hex))?.id
  const sights = placed
    .flatMap((packet): CapturedPacket[] => {
      const journey = journeyOf(packet)
      return journey === undefined ? [] : [{ journey, atUs: atUs(packet), ...where(packet) }]
    })
    .sort((one, other) => one.atUs - other.atUs)
  const during = (us: number) => sights.findLast((sight) => sight.atUs <= us)?.journey
  const others = placed.filter((packet) => packet.isNode && journeyOf(packet) === undefined && isBetween(packet, nodes))
  return { sights, flows: count(others.map((packet) => ({ packet, journey: during(atUs(packet)) }))) }
}

const where = ({ place, interface: name, direction, layers }: AtPoint) => ({
  place,
  interface: name,
  direction,
  layers: [...layers],
})

function isBetween({ layers }: Packet, nodes: WireRecord['nodes']): boolean {
  const [outer] = layers
  const known = (end: string | undefined) => nodes.some(({ address }) => address === addressOf(end))
  return known(outer?.from) && known(outer?.to)
}

function count(packets: readonly { packet: AtPoint; journey: Sent['id'] | undefined }[]): PacketCount[] {
  const flows = new Map<string, PacketCount>()
  for (const { packet, journey } of packets) {
    if (journey === undefined) continue
    const shape = packet.layers.map(({ protocol, from, to }) => [protocol, addressOf(from), addressOf(to)])
    const key = JSON.stringify([journey, packet.place, packet.interface, packet.direction, shape])
    const known = flows.get(key)
    flows.set(key, known ? { ...known, packets: known.packets + 1 } : { journey, ...where(packet), packets: 1 })
  }
  return [...flows.values()]
}
