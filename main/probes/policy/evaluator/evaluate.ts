import type { PolicyBasis } from './basis.ts'
import { addressOf, covers, coversPort, namespaceLabels, selects } from './match.ts'
import type { EgressRule, IngressRule, NetworkPolicy, PolicyPeer } from './network-policy.ts'
import type { Flow, Party, World, WorldPod } from './world.ts'

export interface Decision {
  readonly verdict: 'open' | 'blocked' | 'undefined'
  readonly basis: PolicyBasis
  /** `namespace/name` of the policies that allow it or, where it is blocked, of those that isolate a Pod and do not allow it. */
  readonly decidedBy: readonly string[]
}

/** How to read what the specification leaves to the implementation. */
interface Reading {
  /** Host-network Pods are told apart from their node: selectors find them, policies apply to them. */
  readonly hostNetworkPods: boolean
  /** Rules by addresses cover addresses of Pods. */
  readonly podAddresses: boolean
}

type Direction = 'Ingress' | 'Egress'

interface Side {
  readonly isolating: readonly NetworkPolicy[]
  readonly allowing: readonly NetworkPolicy[]
}

/**
 * What NetworkPolicies say of a flow, by the specification alone: whatever a CNI does is held against this. Where the
 * specification lets implementations differ, and it makes a difference for this flow, the verdict is `undefined`.
 * Sources: API reference of networking.k8s.io/v1; kubernetes.io/docs/concepts/services-networking/network-policies.
 */
export function evaluate(policies: readonly NetworkPolicy[], world: World, flow: Flow): Decision {
  const strict = decide(policies, world, flow, { hostNetworkPods: false, podAddresses: false })
  const hostNetworkPods = decide(policies, world, flow, { hostNetworkPods: true, podAddresses: false })
  const podAddresses = decide(policies, world, flow, { hostNetworkPods: false, podAddresses: true })
  const both = decide(policies, world, flow, { hostNetworkPods: true, podAddresses: true })
  if (strict.basis !== 'no-policy' && isOwnNode(flow)) return { verdict: 'open', basis: 'own-node', decidedBy: [] }
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

function decide(policies: readonly NetworkPolicy[], world: World, flow: Flow, reading: Reading): Decision {
  const sides = [
    sideOf('Egress', policies, world, flow, reading),
    sideOf('Ingress', policies, world, flow, reading),
  ].filter(({ isolating }) => isolating.length > 0)
  const shut = sides.filter(({ allowing }) => allowing.length === 0)
  const names = (chosen: readonly NetworkPolicy[]) => [
    ...new Set(chosen.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)),
  ]
  if (sides.length === 0) return { verdict: 'open', basis: 'no-policy', decidedBy: [] }
  if (shut.length > 0)
    return { verdict: 'blocked', basis: 'policy', decidedBy: names(shut.flatMap(({ isolating }) => isolating)) }
  return { verdict: 'open', basis: 'policy', decidedBy: names(sides.flatMap(({ allowing }) => allowing)) }
}

function sideOf(
  direction: Direction,
  policies: readonly NetworkPolicy[],
  world: World,
  flow: Flow,
  reading: Reading,
): Side {
  const [self, other] = direction === 'Ingress' ? [flow.to, flow.from] : [flow.from, flow.to]
  const pod = podOf(self, reading)
  const isolating = policies.filter(
    ({ metadata, spec }) =>
      pod?.namespace === metadata.namespace &&
      selects(spec.podSelector, pod.labels) &&
      directionsOf({ spec }).includes(direction),
  )
  const allowing = isolating.filter((policy) =>
    rulesOf(policy, direction).some(
      ({ peers, ports }) =>
        (ports.length === 0 || coversPort(ports, flow, podOf(flow.to, reading)?.ports ?? [])) &&
        (peers.length === 0 || peers.some((peer) => matches(peer, policy, world, other, reading))),
    ),
  )
  return { isolating, allowing }
}

/** Ingress unless told; Egress, too, where there are rules for it. */
export function directionsOf({ spec }: Pick<NetworkPolicy, 'spec'>): readonly Direction[] {
  if (spec.policyTypes && spec.policyTypes.length > 0) return spec.policyTypes
  return (spec.egress ?? []).length > 0 ? ['Ingress', 'Egress'] : ['Ingress']
}

const rulesOf = ({ spec }: NetworkPolicy, direction: Direction) =>
  direction === 'Ingress'
    ? (spec.ingress ?? []).map(({ from = [], ports = [] }: IngressRule) => ({ peers: from, ports }))
    : (spec.egress ?? []).map(({ to = [], ports = [] }: EgressRule) => ({ peers: to, ports }))

/** A selector of Pods beside one of namespaces narrows it; two entries of the list widen each other. */
function matches(peer: PolicyPeer, policy: NetworkPolicy, world: World, party: Party, reading: Reading): boolean {
  if (peer.ipBlock) return hasRangedAddress(party, reading) && covers(peer.ipBlock, addressOf(party))
  const pod = podOf(party, reading)
  if (!pod) return false
  const inNamespace = peer.namespaceSelector
    ? selects(peer.namespaceSelector, namespaceLabels(world, pod.namespace))
    : pod.namespace === policy.metadata.namespace
  return inNamespace && selects(peer.podSelector ?? {}, pod.labels)
}

/** The Pod that selectors can find behind a party. */
const podOf = (party: Party, reading: Reading): WorldPod | undefined =>
  party.kind === 'pod' && (!party.pod.hostNetwork || reading.hostNetworkPods) ? party.pod : undefined

const hasRangedAddress = (party: Party, reading: Reading) =>
  party.kind !== 'pod' || party.pod.hostNetwork || reading.podAddresses

/** A Pod, and its own node: that way nothing can be forbidden, nor the way of a Pod to itself. */
function isOwnNode({ from, to }: Flow): boolean {
  if (from.kind === 'pod' && to.kind === 'pod' && isSame(from.pod, to.pod)) return true
  const [one, other] = [from, to].map((party) => ({ node: nodeOf(party), isHost: isHost(party) }))
  return one?.node !== undefined && one.node === other?.node && (one.isHost || other.isHost)
}

const isSame = (one: WorldPod, other: WorldPod) => one.namespace === other.namespace && one.name === other.name

const nodeOf = (party: Party) =>
  party.kind === 'pod' ? party.pod.node : party.kind === 'node' ? party.name : undefined

const isHost = (party: Party) => party.kind === 'node' || (party.kind === 'pod' && party.pod.hostNetwork)
