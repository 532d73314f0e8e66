import { isIPv6 } from 'node:net'
import type { LabelSelector, NetworkPolicy, PolicyPeer, PolicyPort } from '../../../main/policy-model/network-policy.ts'
import type { Connection, Endpoint, ClusterModel } from '../../../main/policy-model/cluster-model.ts'

/**
 * The specification once more, the other way round: it writes out everything that is allowed as a list of grants, each a set of
 * Pods, addresses and ports, and looks the flow up in it. For flows between Pods with addresses of their own and hosts outside.
 */
export function allowedByTheBook(
  policies: readonly NetworkPolicy[],
  model: ClusterModel,
  connection: Connection,
  podAddresses: boolean,
) {
  const ends = [
    { type: 'Egress', self: connection.from, other: connection.to },
    { type: 'Ingress', self: connection.to, other: connection.from },
  ] as const
  if (idOf(connection.from) === idOf(connection.to)) return true
  for (const { type, self, other } of ends) {
    let isolated = false
    let granted = false
    for (const policy of policies) {
      if (!selected(policy, model).has(idOf(self)) || !typesOf(policy).has(type)) continue
      isolated = true
      for (const rule of rules(policy, type)) {
        const ids = new Set(rule.peers.flatMap((peer) => [...podsOf(peer, policy, model)]))
        const ranges = rule.peers.flatMap(({ ipBlock }) => (ipBlock ? [ipBlock] : []))
        const byAddress = other.kind === 'outside' || podAddresses
        const isPeer =
          rule.peers.length === 0 ||
          ids.has(idOf(other)) ||
          (byAddress && ranges.some((range) => inRange(addressOf(other), range.cidr, range.except ?? [])))
        if (isPeer && numbers(rule.ports, connection.to).has(`${connection.protocol} ${String(connection.port)}`))
          granted = true
      }
    }
    if (isolated && !granted) return false
  }
  return true
}

const idOf = (endpoint: Endpoint) =>
  endpoint.kind === 'pod' ? `${endpoint.pod.namespace}/${endpoint.pod.name}` : endpoint.address
const addressOf = (endpoint: Endpoint) => (endpoint.kind === 'pod' ? endpoint.pod.address : endpoint.address)

function rules({ spec }: NetworkPolicy, type: 'Ingress' | 'Egress') {
  if (type === 'Ingress')
    return (spec.ingress ?? []).map((rule) => ({ peers: rule.from ?? [], ports: rule.ports ?? [] }))
  return (spec.egress ?? []).map((rule) => ({ peers: rule.to ?? [], ports: rule.ports ?? [] }))
}

function typesOf({ spec: { policyTypes, egress } }: NetworkPolicy): Set<string> {
  const types = new Set<string>(policyTypes)
  if (types.size > 0) return types
  types.add('Ingress')
  if (egress !== undefined && egress.length > 0) types.add('Egress')
  return types
}

/** Everything that does not fit is crossed out. */
function fitting<T>(
  all: readonly T[],
  labelsOf: (each: T) => Readonly<Record<string, string>>,
  selector: LabelSelector,
): T[] {
  let left = [...all]
  for (const [key, value] of Object.entries(selector.matchLabels ?? {}))
    left = left.filter((each) => new Map(Object.entries(labelsOf(each))).get(key) === value)
  for (const { key, operator, values } of selector.matchExpressions ?? []) {
    const has = (each: T) => key in labelsOf(each)
    const listed = (each: T) => has(each) && new Set(values).has(labelsOf(each)[key] ?? '')
    if (operator === 'In') left = left.filter(listed)
    if (operator === 'NotIn') left = left.filter((each) => !listed(each))
    if (operator === 'Exists') left = left.filter(has)
    if (operator === 'DoesNotExist') left = left.filter((each) => !has(each))
  }
  return left
}

const selected = ({ metadata, spec }: NetworkPolicy, model: ClusterModel) =>
  idsIn(new Set([metadata.namespace]), spec.podSelector, model)

function idsIn(names: ReadonlySet<string>, selector: LabelSelector, model: ClusterModel): Set<string> {
  const pods = model.pods.filter(({ namespace }) => names.has(namespace))
  return new Set(fitting(pods, ({ labels }) => labels, selector).map((pod) => idOf({ kind: 'pod', pod })))
}

function podsOf(peer: PolicyPeer, policy: NetworkPolicy, model: ClusterModel): Set<string> {
  if (peer.ipBlock) return new Set()
  const labelled = model.namespaces.map(({ name, labels }) => ({
    name,
    labels: { 'kubernetes.io/metadata.name': name, ...labels },
  }))
  const names = peer.namespaceSelector
    ? fitting(labelled, ({ labels }) => labels, peer.namespaceSelector).map(({ name }) => name)
    : [policy.metadata.namespace]
  return idsIn(new Set(names), peer.podSelector ?? {}, model)
}

/** Those of the ports that flows of the tests go to. */
const tried = [80, 8080]

/** Every protocol and number that is allowed towards a party, written out. */
function numbers(ports: readonly PolicyPort[], to: Endpoint): Set<string> {
  const found: [string, readonly number[]][] = []
  if (ports.length === 0) for (const protocol of ['TCP', 'UDP', 'SCTP']) found.push([protocol, tried])
  for (const { protocol = 'TCP', port, endPort } of ports) {
    if (port === undefined) found.push([protocol, tried])
    else if (typeof port !== 'number') {
      const declared = to.kind === 'pod' ? to.pod.ports : []
      found.push([
        protocol,
        declared.flatMap((own) => (`${own.name ?? ''} ${own.protocol}` === `${port} ${protocol}` ? own.port : [])),
      ])
    } else if (endPort === undefined) found.push([protocol, [port]])
    else found.push([protocol, tried.filter((each) => !(each < port) && !(each > endPort))])
  }
  return new Set(found.flatMap(([protocol, list]) => list.map((each) => `${protocol} ${String(each)}`)))
}

/** By arithmetic on the addresses' numbers; IPv4 alone. */
function inRange(address: string, cidr: string, except: readonly string[]): boolean {
  const number = (text: string) => text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
  const within = (range: string) => {
    const [start = '', bits = ''] = range.split('/')
    const size = 2 ** (32 - Number(bits))
    return !isIPv6(start) && Math.floor(number(address) / size) === Math.floor(number(start) / size)
  }
  return within(cidr) && !except.some(within)
}
