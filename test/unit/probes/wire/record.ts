import { wireRecordSchema, type WireRecord } from '../../../../main/probes/wire/record.ts'
import { jsonFixture } from '../../fixture.ts'

/** A real record, of the version that its name tells. */
export const recorded = (name: string): WireRecord => wireRecordSchema.parse(jsonFixture(`wire/record-${name}.json`))

/** The same, as it would be where WireGuard carries Pods’ packets between nodes: the marker ends where the tunnel begins. */
export function encrypted(record: WireRecord, outer: { protocol: string; port?: string }): WireRecord {
  const [near, far] = record.nodes.map(({ address }) => `${address}${outer.port ?? ''}`)
  const layers = [{ protocol: outer.protocol, from: near, to: far, bytes: 172 }]
  const flow = { journey: 'cross-node', interface: 'eth0', direction: 'out', layers, packets: 4 } as const
  return {
    ...record,
    sights: record.sights.filter(({ journey, interface: name, place }) => {
      const isNode = record.nodes.some((node) => node.name === place)
      return !(journey === 'cross-node' && isNode && name === 'eth0')
    }),
    flows: [{ ...flow, place: record.nodes[0]?.name ?? '' }],
  }
}
