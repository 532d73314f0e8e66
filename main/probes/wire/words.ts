import type { Encapsulation, Encryption, TracedPath, WireFacts } from './facts.ts'
import type { Sent } from './record.ts'

export const pathTitles: Readonly<Record<Sent['id'], string>> = {
  'cross-node': 'From a Pod to a Pod on another node',
  'same-node': 'From a Pod to a Pod on the same node',
  service: 'From a Pod to a Service',
  'host-host': 'From node to node, without the CNI',
}

const encapsulationNames: Readonly<Record<Encapsulation['kind'], string>> = {
  none: 'none',
  vxlan: 'VXLAN',
  geneve: 'Geneve',
  udp: 'UDP',
  ipip: 'IP-in-IP',
  wireguard: 'WireGuard',
  esp: 'ESP (IPsec)',
}

const namesOf = (encapsulation: Encapsulation): readonly [name: string, ...details: string[]] => [
  encapsulationNames[encapsulation.kind],
  ...('port' in encapsulation
    ? [`${encapsulation.kind === 'udp' ? 'port' : 'UDP'} ${String(encapsulation.port)}`]
    : []),
  ...('vni' in encapsulation ? [`VNI ${String(encapsulation.vni)}`] : []),
]

/** `VXLAN, UDP 8472, VNI 1`. */
export const encapsulationWords = (encapsulation: Encapsulation | 'unknown'): string =>
  encapsulation === 'unknown' ? 'unknown' : namesOf(encapsulation).join(', ')

/** `in VXLAN (UDP 8472, VNI 1)`. */
function travelWords(encapsulation: Encapsulation | 'unknown'): string {
  if (encapsulation === 'unknown') return 'in an unknown way'
  if (encapsulation.kind === 'none') return 'as they are, without encapsulation'
  const [name, ...details] = namesOf(encapsulation)
  return `in ${name}${details.length > 0 ? ` (${details.join(', ')})` : ''}`
}

const withoutStop = (text: string) => text.replace(/\.$/, '')

/** Of the positive control: what was seen, or why nothing is concluded. */
export function controlSentence(problems: WireFacts['problems']): string {
  if (problems.length === 0)
    return 'The packet from node to node was read on both nodes’ links, and the Pod’s own where it leaves the Pod.'
  const words = problems.map((each) => {
    if (each.kind === 'capture') return `at ${each.place}, ${withoutStop(each.problem)}`
    const answer = each.answer === undefined ? '' : ` (${withoutStop(each.answer)})`
    return each.kind === 'not-seen-at-node'
      ? `the packet from node to node was not seen at ${each.node}${answer}`
      : `the Pod’s own packet was not seen where it leaves the Pod${answer}`
  })
  return `The captures prove nothing: ${words.join('; ')}.`
}

export function wireSentence(facts: WireFacts): string {
  const { problems, encapsulation, overheadBytes, mtu, marker, sameNodeStays } = facts
  if (problems.length > 0) return controlSentence(problems)
  const overhead = overheadBytes !== undefined && overheadBytes > 0 ? `, ${String(overheadBytes)} bytes more` : ''
  return [
    `Packets between nodes travel ${travelWords(encapsulation)}${overhead}.`,
    markerSentences[marker],
    ...(mtu ? [`The largest that gets through whole has ${String(mtu.pathBytes)} bytes.`] : []),
    sameNodeSentence(sameNodeStays),
  ].join(' ')
}

const markerSentences: Readonly<Record<WireFacts['marker'], string>> = {
  readable: 'What they carry can be read on the wire.',
  'not-seen': 'What they carry was not found on the wire.',
  unknown: 'Whether what they carry can be read is unknown.',
}

function sameNodeSentence(stays: WireFacts['sameNodeStays']): string {
  if (stays === 'unknown') return 'Whether traffic within a node stays there is unknown.'
  return stays ? 'Traffic within a node stays there.' : 'Traffic within a node was seen on the link between nodes.'
}

export function pathSentence({ id, stops, rewrites, leftNode, answered, problem }: TracedPath): string {
  if (stops.length === 0) return `Its packet was not seen${problem === undefined ? '' : `: ${withoutStop(problem)}`}.`
  return [
    `Seen ${String(stops.length)} times on its way, at ${stops.map(({ interface: name }) => name).join(', ')}.`,
    ...(answered ? [] : [`There was no answer: ${withoutStop(problem ?? 'none in time')}.`]),
    ...(leftNode === false ? ['It did not leave the node.'] : []),
    ...(id === 'service' && rewrites.length === 0
      ? ['The Service’s address was never on the wire: it was replaced in the socket, before there was a packet.']
      : [...new Set(rewrites.map(({ from, to }) => `${from} became ${to} on the way.`))]),
  ].join(' ')
}

export const configuredEncryption: Readonly<Record<Encryption['configured'], string>> = {
  none: 'none',
  wireguard: 'WireGuard',
  ipsec: 'IPsec',
}

export const observedEncryption: Readonly<Record<Encryption['observed'], string>> = {
  clear: 'in the clear',
  encrypted: 'encrypted',
  unknown: 'unknown',
}

export function encryptionSentence(facts: WireFacts): string {
  const { configured, verdict } = facts.encryption
  const isConfigured = `${configured === 'none' ? 'No encryption' : configuredEncryption[configured]} is configured.`
  return [
    isConfigured,
    observedSentence(facts),
    ...(verdict === 'differs' ? ['This is not what was configured.'] : []),
  ].join(' ')
}

function observedSentence({ encryption: { observed }, encapsulation, problems }: WireFacts): string {
  if (observed === 'clear') return 'What a Pod sent to another node was read on the wire.'
  if (observed === 'encrypted') {
    const by = encapsulation !== 'unknown' && encapsulation.kind === 'esp' ? 'ESP' : 'WireGuard'
    return `What a Pod sent to another node was not found on the wire, and packets of ${by} were there in its place.`
  }
  return problems.length === 0
    ? 'What a Pod sent to another node was not found on the wire, nor anything that is known to encrypt.'
    : `What is on the wire is unknown. ${controlSentence(problems)}`
}
