import { controlProblems } from './control.ts'
import type { Encapsulation, Encryption, WireFacts } from './facts.ts'
import { addressOf, encapsulationOf, encryptedBy, outermost } from './headers.ts'
import { stopKindOf, tracedPath } from './packet-paths.ts'
import type { Layer, PacketCount, WireRecord } from './record.ts'

/** How packets travel, and whether they can be read on the way. */
export function wireFacts(record: WireRecord, configured: Encryption['configured']): WireFacts {
  const problems = controlProblems(record)
  const isTrusted = problems.length === 0
  const paths = record.sent.map((sent) => tracedPath(record, sent, isTrusted))
  const between: BetweenNodes = isTrusted ? betweenNodes(record) : { encapsulation: 'unknown', marker: 'unknown' }
  const mtu = mtuOf(record)
  return {
    problems,
    paths,
    ...between,
    ...(mtu && { mtu }),
    sameNodeStays: isTrusted ? staysOnNode(paths) : 'unknown',
    encryption: encryptionOf(configured, between),
    captures: record.captures.map(({ place, raw, packets }) => ({ place, raw, packets })),
  }
}

type BetweenNodes = Pick<WireFacts, 'encapsulation' | 'outer' | 'overheadBytes' | 'marker'>

/** Not finding the marker is not enough: something that encrypts must have been seen in its place. */
function encryptionOf(configured: Encryption['configured'], { marker, encapsulation }: BetweenNodes): Encryption {
  const by = encapsulation === 'unknown' ? undefined : encapsulation.kind
  const isEncrypted = marker === 'not-seen' && (by === 'wireguard' || by === 'esp')
  const observed = marker === 'readable' ? 'clear' : isEncrypted ? 'encrypted' : 'unknown'
  const agrees = (configured !== 'none') === (observed === 'encrypted')
  return { configured, observed, verdict: observed === 'unknown' ? 'unknown' : agrees ? 'agrees' : 'differs' }
}

/**
 * What leaves the client's node for the server's. Only what is sent counts: what IPsec has decrypted is seen once more, in clear, on
 * the link that it came by.
 */
function betweenNodes(record: WireRecord): BetweenNodes {
  const sends = (packet: Pick<PacketCount, 'journey' | 'place' | 'interface' | 'direction'>) =>
    packet.journey === 'cross-node' &&
    packet.direction === 'out' &&
    packet.place === record.nodes[0]?.name &&
    stopKindOf(record, packet) === 'node-link'
  const readable = record.sights.find(sends)
  if (readable) return clear(readable.layers, record)
  const encrypted = record.flows.filter(sends).find((flow) => encryptedBy(flow) !== undefined)
  const arrived = record.sent.some(({ id, answered }) => id === 'cross-node' && answered)
  const outer = encrypted && outerOf(encrypted.layers)
  return {
    encapsulation: (encrypted && encryptedBy(encrypted)) ?? 'unknown',
    ...(outer && { outer }),
    marker: arrived && record.flows.some(sends) ? 'not-seen' : 'unknown',
  }
}

function clear(layers: readonly Layer[], record: WireRecord): BetweenNodes {
  const encapsulation: Encapsulation | 'unknown' = encapsulationOf(layers) ?? 'unknown'
  const own = record.sights.find(({ journey, place }) => journey === 'cross-node' && place === 'client')
  const [inside, outside] = [outermost(own?.layers ?? [])?.bytes, outermost(layers)?.bytes]
  const outer = outerOf(layers)
  return {
    encapsulation,
    ...(encapsulation !== 'unknown' && encapsulation.kind !== 'none' && outer && { outer }),
    ...(inside !== undefined && outside !== undefined && { overheadBytes: outside - inside }),
    marker: 'readable',
  }
}

function outerOf(layers: readonly Layer[]): WireFacts['outer'] {
  const [from, to] = [addressOf(outermost(layers)?.from), addressOf(outermost(layers)?.to)]
  return from !== undefined && to !== undefined ? { from, to } : undefined
}

function mtuOf({ mtu: { interfaceBytes, tries } }: WireRecord): WireFacts['mtu'] {
  const passed = tries.filter((size) => size.passed).map(({ bytes }) => bytes)
  return interfaceBytes !== undefined && passed.length > 0
    ? { pathBytes: Math.max(...passed), interfaceBytes }
    : undefined
}

function staysOnNode(paths: WireFacts['paths']): WireFacts['sameNodeStays'] {
  const left = paths.find(({ id }) => id === 'same-node')?.leftNode
  return left === undefined || left === 'unknown' ? 'unknown' : !left
}
