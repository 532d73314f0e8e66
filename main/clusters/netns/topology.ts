import type { ClusterNode } from '../cluster.ts'

/** A node as a network namespace: where it is on the wire, and which addresses its Pods get. */
export interface NetnsNode extends ClusterNode {
  readonly role: 'worker'
  /** First three numbers of its /24 for Pods; .0 is the tunnel's own address, .1 the gateway. */
  readonly podPrefix: string
  /** Of its tunnel device; fixed, so that the other node can be told without asking. */
  readonly tunnelMac: string
}

export const wirePrefixLength = 24

const nodeA: NetnsNode = {
  name: 'node-a',
  role: 'worker',
  address: '10.200.0.11',
  podPrefix: '10.244.1',
  tunnelMac: '02:c1:1a:b0:00:0a',
}

const nodeB: NetnsNode = {
  name: 'node-b',
  role: 'worker',
  address: '10.200.0.12',
  podPrefix: '10.244.2',
  tunnelMac: '02:c1:1a:b0:00:0b',
}

export const netnsNodes: readonly NetnsNode[] = [nodeA, nodeB]

const firstPodHost = 2
const lastPodHost = 254

/** Addresses of the Pods of one node, in the order they are made. */
export function podAddress(node: NetnsNode, index: number): string {
  const host = firstPodHost + index
  if (host > lastPodHost) throw new RangeError(`${node.name} has no address left for a Pod`)
  return `${node.podPrefix}.${String(host)}`
}
