import {
  allRulesOf,
  type LabelSelector,
  type NetworkPolicy,
  type PolicyPeer,
} from '../../../policy-model/network-policy.ts'

/** By which every namespace can be selected. */
export const nameLabel = 'kubernetes.io/metadata.name'
type Names = ReadonlyMap<string, string>

const namesIn = ({ matchLabels = {}, matchExpressions = [] }: LabelSelector): readonly string[] => [
  ...Object.entries(matchLabels).flatMap(([key, value]) => (key === nameLabel ? [value] : [])),
  ...matchExpressions.flatMap(({ key, values = [] }) => (key === nameLabel ? values : [])),
]

/** A name of the lab for each namespace that policies are in, or name. */
export function privateNames(policies: readonly NetworkPolicy[]): Names {
  const peers = policies.flatMap(allRulesOf).flatMap((rule) => rule.peers)
  const named = peers.flatMap(({ namespaceSelector = {} }) => namesIn(namespaceSelector))
  const all = new Set([...policies.map(({ metadata }) => metadata.namespace), ...named])
  return new Map([...all].map((name, index) => [name, `cnilab-user-${String(index + 1)}`]))
}

/** The policy in the lab's namespaces, selecting by their names where it selects namespaces by name. */
export function renamed({ metadata, spec, ...policy }: NetworkPolicy, names: Names): NetworkPolicy {
  const own = (name: string) => names.get(name) ?? name
  const selector = ({ matchLabels, matchExpressions }: LabelSelector): LabelSelector => ({
    matchLabels:
      matchLabels &&
      Object.fromEntries(
        Object.entries(matchLabels).map(([key, value]) => [key, key === nameLabel ? own(value) : value]),
      ),
    matchExpressions: matchExpressions?.map((each) =>
      each.key === nameLabel ? { ...each, values: each.values?.map(own) } : each,
    ),
  })
  const peers = (list: readonly PolicyPeer[] | undefined) =>
    list?.map((peer) => ({ ...peer, namespaceSelector: peer.namespaceSelector && selector(peer.namespaceSelector) }))
  return {
    ...policy,
    metadata: { ...metadata, namespace: own(metadata.namespace) },
    spec: {
      ...spec,
      ingress: spec.ingress?.map((rule) => ({ ...rule, from: peers(rule.from) })),
      egress: spec.egress?.map((rule) => ({ ...rule, to: peers(rule.to) })),
    },
  }
}
