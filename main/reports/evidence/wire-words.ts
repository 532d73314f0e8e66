import type { Hop, Journey, WireEvidence } from '../../findings/evidence/wire.ts'

export { encapsulationWords } from '../../probes/wire/words.ts'

export const interfaceKindWords: Readonly<Record<Hop['kind'], string>> = {
  pod: 'in the Pod',
  'pod-link': 'node’s end of the Pod’s link',
  bridge: 'bridge',
  tunnel: 'tunnel device',
  'node-link': 'link to other nodes',
  other: 'other device',
}

export const directionWords: Readonly<Record<Hop['direction'], string>> = {
  in: 'in',
  out: 'out',
  unknown: '',
}

/** Whether the marker that the client sent could be read on the wire between nodes. */
export const markerWords: Readonly<Record<WireEvidence['marker'], string>> = {
  readable: 'readable on the wire',
  'not-seen': 'packets were seen, the marker in none of them',
  unknown: 'unknown',
}

export const leftNodeWords = (left: Journey['leftNode']): string =>
  left === 'unknown' ? 'unknown' : left ? 'seen on the node’s link' : 'not seen on the node’s link'

export const sameNodeWords = (stays: WireEvidence['sameNodeStays']): string =>
  stays === 'unknown' ? 'unknown' : stays ? 'stays on the node' : 'leaves the node'
