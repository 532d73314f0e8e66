import {
  peersIn,
  type LabelSelector,
  type NetworkPolicy,
  type PolicyPeer,
} from '../../../policy-model/network-policy.ts'

const nameLabel = 'kubernetes.io/metadata.name'
type Names = ReadonlyMap<string, string>

const namesIn = ({ matchLabels = {}, matchExpressions = [] }: LabelSelector): readonly string[] => [
  ...Object.entries(matchLabels).flatMap(([key, value]) => (key === nameLabel ? [value] : [])),
  ...matchExpressions.flatMap(({ key, values = [] }) => (key === nameLabel ? values : [])),
]

/** A name of the lab for each namespace that policies are in, or name. */
export function privateNames(policies: readonly NetworkPolicy[]): Names {
  const named = policies.flatMap(peersIn).flatMap((peer) => namesIn(peer.namespaceSelector ?? {}))
  const all = new Set([...policies.map(({ metadata }) => metadata.namespace), ...named])
  return new Map([...all].map((name, index) => [name, `cnilab-user-${String(index + 1)}`]))
}

/** The policy in the lab's namespaces, selecting by their names where it selects namespaces by name. */
export function renamed(policy: NetworkPolicy, names: Names): NetworkPolicy {
  const { metadata, spec } = policy
  const own = (name: string) => names.get(name) ?? name
  const selector = ({ matchLabels, matchExpressions }: LabelSelector): LabelSelector => ({
    ...(matchLabels && {
      matchLabels: Object.fromEntries(
        Object.entries(matchLabels).map(([key, value]) => [key, key === nameLabel ? own(value) : value]),
      ),
    }),
    ...(matchExpressions && {
      matchExpressions: matchExpressions.map((each) =>
        each.key === nameLabel && each.values ? { ...each, values: each.values.map(own) } : each,
      ),
    }),
  })
  const peers = (list: readonly PolicyPeer[]) =>
    list.map((peer) =>
      peer.namespaceSelector ? { ...peer, namespaceSelector: selector(peer.namespaceSelector) } : peer,
    )
  return {
    ...policy,
    metadata: { ...metadata, namespace: own(metadata.namespace) },
    spec: {
      ...spec,
      ...(spec.ingress && {
        ingress: spec.ingress.map((rule) => ({ ...rule, ...(rule.from && { from: peers(rule.from) }) })),
      }),
      ...(spec.egress && { egress: spec.egress.map((rule) => ({ ...rule, ...(rule.to && { to: peers(rule.to) }) })) }),
    },
  }
}
