import type { TableBlock } from './block.ts'
import type { PacketHeader, PacketPathBlock, PacketStop } from './packet-path.ts'

/** Where a packet was seen: a row for each interface, in the order of time. */
export const packetTable = ({ title, stops }: PacketPathBlock): TableBlock => ({
  kind: 'table',
  caption: `Where the packet was seen: ${title}`,
  columns: [
    { title: 'Place' },
    { title: 'Interface' },
    { title: 'What it is' },
    { title: 'After', align: 'number' },
    { title: 'IP packet', align: 'number' },
    { title: 'Marker' },
    { title: 'Headers, outermost first' },
  ],
  groups: [
    {
      rows: stops.map((stop) => ({
        head: stop.place,
        cells: [
          { text: interfaceWords(stop), isCode: true },
          kindWords[stop.kind],
          afterWords(stop),
          `${String(stop.bytes)} B`,
          markerWords(stop),
          { text: stop.headers.map(headerWords).join(' | '), isCode: true },
        ],
      })),
    },
  ],
})

/** `UDP 172.18.0.3:41234 → 172.18.0.4:8472 (VNI 1)`. */
function headerWords({ protocol, from, to, detail }: PacketHeader): string {
  const ends =
    from !== undefined && to !== undefined ? `${from} → ${to}` : (from ?? (to === undefined ? '' : `→ ${to}`))
  return [protocol, ends, detail === undefined ? '' : `(${detail})`].filter(Boolean).join(' ')
}

/** `eth0, in`. */
const interfaceWords = ({ interface: name, direction }: PacketStop): string =>
  direction === 'unknown' ? name : `${name}, ${direction}`

const kindWords: Readonly<Record<PacketStop['kind'], string>> = {
  pod: 'in the Pod',
  'pod-link': 'node’s end of the Pod’s link',
  bridge: 'bridge',
  tunnel: 'tunnel device',
  'node-link': 'link to other nodes',
  other: 'other device',
}

/** `+12 µs`. */
export const afterWords = ({ afterUs }: Pick<PacketStop, 'afterUs'>): string => `+${afterUs.toFixed(0)} µs`

export const markerWords = ({ isReadable }: Pick<PacketStop, 'isReadable'>): string =>
  isReadable ? 'readable' : 'not seen'
