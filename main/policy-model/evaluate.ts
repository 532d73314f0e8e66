import { addressOf, covers, coversPort, namespaceLabels, selects } from './match.ts'
import { rulesOf, type Direction, type NetworkPolicy, type PolicyPeer } from './network-policy.ts'
import { fullName, nodeOf, type Connection, type Endpoint, type ClusterModel, type ModelPod } from './cluster-model.ts'

/** Why something was expected, or why nothing can be. */
export type PolicyBasis =
  /** Decided by policies that select one of the two Pods. */
  | 'policies'
  /** No policy selects either: everything is allowed. */
  | 'no-policy'
  /** Traffic of a Pod's own node is always allowed. */
  | 'own-node'
  /** Policies on host-network Pods are not defined. */
  | 'host-network'
  /** Whether addresses are rewritten before policies look at them is not defined. */
  | 'rewritten-address'
  /** A Pod's way to itself through its Service is not defined. */
  | 'loopback'
  /** A rule by addresses on a Pod's address is not defined alike by all. */
  | 'pod-address'
  /** What the CNI's own policy API documents. */
  | 'cni-api'

export interface Decision {
  readonly verdict: 'allowed' | 'denied' | 'undefined'
  readonly basis: PolicyBasis
  /** `namespace/name` of the policies that allow it or, where it is denied, of those that isolate a Pod and do not allow it. */
  readonly decidedBy: readonly string[]
}

/** How to read what the specification leaves to the implementation. */
interface Reading {
  /** Host-network Pods are told apart from their node: selectors find them, policies apply to them. */
  readonly hostNetworkPods: boolean
  /** Rules by addresses cover addresses of Pods. */
  readonly podAddresses: boolean
}

interface Question {
  readonly policies: readonly NetworkPolicy[]
  readonly model: ClusterModel
  readonly connection: Connection
  readonly reading: Reading
}

/**
 * What NetworkPolicies say of a connection, by the specification alone: whatever a CNI does is held against this. Where the
 * specification lets implementations differ, and it makes a difference for this connection, the verdict is `undefined`.
 * Sources: API reference of networking.k8s.io/v1; kubernetes.io/docs/concepts/services-networking/network-policies.
 */
export function evaluate(policies: readonly NetworkPolicy[], model: ClusterModel, connection: Connection): Decision {
  const decideBy = (reading: Reading) => decide({ policies, model, connection, reading })
  const strict = decideBy({ hostNetworkPods: false, podAddresses: false })
  const hostNetworkPods = decideBy({ hostNetworkPods: true, podAddresses: false })
  const podAddresses = decideBy({ hostNetworkPods: false, podAddresses: true })
  const both = decideBy({ hostNetworkPods: true, podAddresses: true })
  if (strict.basis !== 'no-policy' && isOwnNode(connection))
    return { verdict: 'allowed', basis: 'own-node', decidedBy: [] }
  if (hostNetworkPods.verdict !== strict.verdict || both.verdict !== podAddresses.verdict)
    return undefinedBy('host-network', [strict, hostNetworkPods, both])
  if (podAddresses.verdict !== strict.verdict) return undefinedBy('pod-address', [strict, podAddresses])
  return strict
}

const undefinedBy = (basis: PolicyBasis, decisions: readonly Decision[]): Decision => ({
  verdict: 'undefined',
  basis,
  decidedBy: [...new Set(decisions.flatMap(({ decidedBy }) => decidedBy))],
})

function decide(question: Question): Decision {
  const sides = [sideOf('Egress', question), sideOf('Ingress', question)].filter(
    ({ isolating }) => isolating.length > 0,
  )
  const denying = sides.filter(({ allowing }) => allowing.length === 0)
  const names = (chosen: readonly NetworkPolicy[]) => [...new Set(chosen.map(({ metadata }) => fullName(metadata)))]
  if (sides.length === 0) return { verdict: 'allowed', basis: 'no-policy', decidedBy: [] }
  if (denying.length > 0)
    return { verdict: 'denied', basis: 'policies', decidedBy: names(denying.flatMap(({ isolating }) => isolating)) }
  return { verdict: 'allowed', basis: 'policies', decidedBy: names(sides.flatMap(({ allowing }) => allowing)) }
}

/** The policies that isolate the Pod of one side, and those of them that let the connection pass. */
function sideOf(direction: Direction, question: Question) {
  const { policies, connection, reading } = question
  const [self, other] = direction === 'Ingress' ? [connection.to, connection.from] : [connection.from, connection.to]
  const pod = podOf(self, reading)
  const isolating = policies.filter(
    (policy) =>
      pod?.namespace === policy.metadata.namespace &&
      selects(policy.spec.podSelector, pod.labels) &&
      directionsOf(policy).includes(direction),
  )
  const allowing = isolating.filter((policy) =>
    rulesOf(policy, direction).some(
      ({ peers, ports }) =>
        (ports.length === 0 || coversPort(ports, connection, podOf(connection.to, reading)?.ports ?? [])) &&
        (peers.length === 0 || peers.some((peer) => matches(peer, policy, other, question))),
    ),
  )
  return { isolating, allowing }
}

/** Ingress unless told; Egress, too, where there are rules for it. */
export function directionsOf({ spec }: NetworkPolicy): readonly Direction[] {
  if (spec.policyTypes && spec.policyTypes.length > 0) return spec.policyTypes
  return (spec.egress ?? []).length > 0 ? ['Ingress', 'Egress'] : ['Ingress']
}

/** A selector of Pods beside one of namespaces narrows it; two entries of the list widen each other. */
function matches(peer: PolicyPeer, policy: NetworkPolicy, endpoint: Endpoint, { model, reading }: Question): boolean {
  if (peer.ipBlock) return hasRangedAddress(endpoint, reading) && covers(peer.ipBlock, addressOf(endpoint))
  const pod = podOf(endpoint, reading)
  if (!pod) return false
  const inNamespace = peer.namespaceSelector
    ? selects(peer.namespaceSelector, namespaceLabels(model, pod.namespace))
    : pod.namespace === policy.metadata.namespace
  return inNamespace && selects(peer.podSelector ?? {}, pod.labels)
}

/** The Pod that selectors can find behind a party. */
const podOf = (endpoint: Endpoint, reading: Reading): ModelPod | undefined =>
  endpoint.kind === 'pod' && (!endpoint.pod.hostNetwork || reading.hostNetworkPods) ? endpoint.pod : undefined

const hasRangedAddress = (endpoint: Endpoint, reading: Reading) =>
  endpoint.kind !== 'pod' || endpoint.pod.hostNetwork || reading.podAddresses

/** A Pod, and its own node: that way nothing can be forbidden, nor the way of a Pod to itself. */
function isOwnNode({ from, to }: Connection): boolean {
  if (from.kind === 'pod' && to.kind === 'pod' && fullName(from.pod) === fullName(to.pod)) return true
  const [one, other] = [from, to].map((endpoint) => ({ node: nodeOf(endpoint), isHost: isHost(endpoint) }))
  return one?.node !== undefined && one.node === other?.node && (one.isHost || other.isHost)
}

const isHost = (endpoint: Endpoint) => endpoint.kind === 'node' || (endpoint.kind === 'pod' && endpoint.pod.hostNetwork)
