import type { PacketHeader, PacketPath, PacketStop } from './packet-path.ts'

/** `UDP 172.18.0.3:41234 → 172.18.0.4:8472 (VNI 1)`. */
export function headerWords({ protocol, from, to, detail }: PacketHeader): string {
  const ends =
    from !== undefined && to !== undefined ? `${from} → ${to}` : (from ?? (to === undefined ? '' : `→ ${to}`))
  return [protocol, ends, detail === undefined ? '' : `(${detail})`].filter(Boolean).join(' ')
}

/** Outermost first: `IP 172.18.0.3 → 172.18.0.4 | UDP 8472 | VXLAN VNI 1 | …`. */
export const headersLine = (headers: readonly PacketHeader[]): string => headers.map(headerWords).join(' | ')

/** `+12 µs`. */
export const afterWords = ({ afterUs }: Pick<PacketStop, 'afterUs'>): string => `+${afterUs.toFixed(0)} µs`

/** `eth0, in`. */
export const interfaceWords = ({ interface: name, direction }: PacketStop): string =>
  direction === 'unknown' ? name : `${name}, ${direction}`

export const stopKindWords: Readonly<Record<PacketStop['kind'], string>> = {
  pod: 'in the Pod',
  'pod-link': 'node’s end of the Pod’s link',
  bridge: 'bridge',
  tunnel: 'tunnel device',
  'node-link': 'link to other nodes',
  other: 'other device',
}

export const markerWords = ({ isReadable }: Pick<PacketStop, 'isReadable'>): string =>
  isReadable ? 'readable' : 'not seen'

/** Whether paths are there to be compared: then a line each will do. */
export const isComparison = (paths: readonly PacketPath[]): boolean =>
  new Set(paths.map(({ variant }) => variant)).size > 1

/** `eth0 → cni0 → [flannel.1] → eth0`: in brackets where the packet travels inside another. */
export const stopsLine = ({ stops }: PacketPath): string =>
  stops.map(({ interface: name, isWrapped }) => (isWrapped ? `[${name}]` : name)).join(' → ')
