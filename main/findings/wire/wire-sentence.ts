import type { Encapsulation, WireEvidence } from '../evidence/wire.ts'

/** How packets between nodes are wrapped, as part of a sentence. */
export function encapsulationText(encapsulation: Encapsulation | 'unknown'): string {
  if (encapsulation === 'unknown') return 'in an unknown way'
  switch (encapsulation.kind) {
    case 'none':
      return 'as they are, without encapsulation'
    case 'vxlan':
      return `in VXLAN (UDP port ${String(encapsulation.port)}, VNI ${String(encapsulation.vni)})`
    case 'geneve':
      return `in Geneve (UDP port ${String(encapsulation.port)}, VNI ${String(encapsulation.vni)})`
    case 'udp':
      return `in UDP (port ${String(encapsulation.port)})`
    case 'ipip':
      return 'in IP'
    case 'wireguard':
      return `in WireGuard (UDP port ${String(encapsulation.port)})`
    case 'esp':
      return 'in ESP (IPsec)'
  }
}

export function wireSentence(evidence: Omit<WireEvidence, 'sentence'>): string {
  if (!evidence.control.seen) return evidence.control.explanation
  const { encapsulation, overheadBytes, mtu, marker, sameNodeStays } = evidence
  const overhead = overheadBytes !== undefined && overheadBytes > 0 ? `, ${String(overheadBytes)} bytes more` : ''
  return [
    `Packets between nodes travel ${encapsulationText(encapsulation)}${overhead}.`,
    markerText[marker],
    ...(mtu ? [`The largest that gets through whole has ${String(mtu.pathBytes)} bytes.`] : []),
    sameNodeText(sameNodeStays),
  ].join(' ')
}

const markerText: Readonly<Record<WireEvidence['marker'], string>> = {
  readable: 'What they carry can be read on the wire.',
  'not-seen': 'What they carry was not found on the wire.',
  unknown: 'Whether what they carry can be read is unknown.',
}

function sameNodeText(stays: WireEvidence['sameNodeStays']): string {
  if (stays === 'unknown') return 'Whether traffic within a node stays there is unknown.'
  return stays ? 'Traffic within a node stays there.' : 'Traffic within a node was seen on the link between nodes.'
}
