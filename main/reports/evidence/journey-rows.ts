import type { Header, Hop, Journey, WireEvidence } from '../../findings/evidence/wire.ts'
import { directionWords, encapsulationWords, interfaceKindWords, markerWords, sameNodeWords } from './wire-words.ts'

/** One hop, ready to be shown. */
export interface JourneyRow {
  /** `cnilab-worker` or `client`. */
  readonly place: string
  /** `eth0, in`. */
  readonly interface: string
  readonly kind: Hop['kind']
  readonly kindWords: string
  /** `+12 µs`. */
  readonly after: string
  /** Outermost first: `IP 172.18.0.3 → 172.18.0.4 | UDP 8472 | VXLAN VNI 1 | …`. */
  readonly headers: string
  readonly bytes: string
  readonly marker: string
}

/** A packet's way, a row a hop, in the order of time. */
export const journeyRows = ({ hops }: Journey): readonly JourneyRow[] =>
  hops.map((hop) => ({
    place: hop.place,
    interface: [hop.interface, directionWords[hop.direction]].filter(Boolean).join(', '),
    kind: hop.kind,
    kindWords: interfaceKindWords[hop.kind],
    after: `+${hop.afterUs.toFixed(0)} µs`,
    headers: headersLine(hop.headers),
    bytes: `${String(hop.bytes)} B`,
    marker: hop.markerReadable ? 'readable' : 'not seen',
  }))

export const headersLine = (headers: readonly Header[]): string => headers.map(headerWords).join(' | ')

/** `UDP 172.18.0.3:41234 → 172.18.0.4:8472 (VNI 1)`. */
export function headerWords({ protocol, from, to, detail }: Header): string {
  const ends =
    from !== undefined && to !== undefined ? `${from} → ${to}` : (from ?? (to === undefined ? '' : `→ ${to}`))
  return [protocol, ends, detail === undefined ? '' : `(${detail})`].filter(Boolean).join(' ')
}

/** What the capture says of a variant, as name and value. */
export function wireFacts({
  control,
  encapsulation,
  outer,
  overheadBytes,
  mtu,
  marker,
  sameNodeStays,
}: WireEvidence): readonly (readonly [string, string])[] {
  return [
    ['Control', control.explanation],
    ['Encapsulation between nodes', encapsulationWords(encapsulation)],
    ...(outer ? [['Outer addresses', `${outer.from} → ${outer.to}`] as const] : []),
    ...(overheadBytes === undefined ? [] : [['Overhead', `${String(overheadBytes)} B a packet`] as const]),
    ...(mtu
      ? [
          [
            'Largest packet between nodes',
            `${String(mtu.pathBytes)} B; the MTU of the Pod’s interface is ${String(mtu.interfaceBytes)} B`,
          ] as const,
        ]
      : []),
    ['Marker in the payload', markerWords[marker]],
    ['Traffic between Pods of one node', sameNodeWords(sameNodeStays)],
  ]
}

/** `10.96.3.4:8080 → 10.244.2.3:8080 at worker`, one for each address that was rewritten. */
export const rewriteWords = ({ rewrites }: Journey): readonly string[] =>
  rewrites.map(({ at, from, to }) => `${from} → ${to} at ${at}`)
