import type { ClientAddressFacts, WayFacts } from './facts.ts'
import type { ClientAddressRecord, WayRecord } from './record.ts'

export const clientAddressFacts = ({ ways, nodes }: ClientAddressRecord): ClientAddressFacts => ({
  ways: ways.map((way) => wayFacts(way, nodes)),
})

/** The client is asked about first: on the path between nodes its address is a node's. */
function wayFacts(way: WayRecord, nodes: ClientAddressRecord['nodes']): WayFacts {
  const { client, target: _target, seen, ...about } = way
  const facts = { ...about, clientAddress: client.address, ...(seen !== undefined && { seen }) }
  if (seen === undefined) return { ...facts, source: 'none' }
  if (seen === client.address) return { ...facts, source: 'client' }
  const node = nodes.find(({ address }) => address === seen)?.name
  return node === undefined ? { ...facts, source: 'other' } : { ...facts, source: 'node', node }
}
