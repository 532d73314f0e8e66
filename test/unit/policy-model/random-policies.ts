import { seededRandom } from '../../../main/system/random.ts'
import type { LabelSelector, NetworkPolicy, PolicyPeer, PolicyPort } from '../../../main/policy-model/network-policy.ts'
import type { PodPort, ClusterModel, ModelPod } from '../../../main/policy-model/cluster-model.ts'

interface Source {
  /** One of the items; there must be one. */
  pick<const T>(items: readonly [T, ...(readonly T[])]): T
  pickFrom<T>(items: readonly T[], otherwise: T): T
  chance(probability: number): boolean
  /** Between `least` and `most` made ones. */
  some<T>(least: number, most: number, make: () => T): readonly T[]
}

function sourceOf(seed: number): Source {
  const random = seededRandom(seed)
  const index = (length: number) => Math.floor(random() * length)
  return {
    pick: (items) => items[index(items.length)] ?? items[0],
    pickFrom: (items, otherwise) => items[index(items.length)] ?? otherwise,
    chance: (probability) => random() < probability,
    some: (least, most, make) => Array.from({ length: least + index(most - least + 1) }, make),
  }
}

interface Material {
  readonly model: ClusterModel
  readonly pods: readonly ModelPod[]
  readonly outside: readonly string[]
}

/**
 * One to three policies such as people write, over the labels, ports and addresses of a world: the same seed gives the same
 * policies. `outside`: IPv4 addresses that do not belong to the cluster, for rules by addresses.
 */
export function randomPolicies(
  model: ClusterModel,
  seed: number,
  outside: readonly string[] = [],
): readonly NetworkPolicy[] {
  const source = sourceOf(seed)
  const pods = model.pods.filter(({ hostNetwork }) => !hostNetwork)
  const [first, ...rest] = pods
  if (!first) return []
  const material: Material = { model, pods, outside: outside.length > 0 ? outside : ['203.0.113.10'] }
  return source
    .some(1, 3, () => source.pick([first, ...rest]))
    .map((pod, index) => ({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { namespace: pod.namespace, name: `random-${String(seed)}-${String(index + 1)}` },
      spec: randomSpec(pod, material, source),
    }))
}

function randomSpec(pod: ModelPod, material: Material, source: Source): NetworkPolicy['spec'] {
  const rules = (key: 'from' | 'to') =>
    source.some(source.chance(0.1) ? 0 : 1, 2, () => randomRule(key, material, source))
  const podSelector = podSelectorFor(pod, material, source)
  switch (source.pick(['ingress', 'ingress', 'egress', 'both', 'untold'])) {
    case 'ingress':
      return { podSelector, policyTypes: ['Ingress'], ingress: rules('from') }
    case 'egress':
      return { podSelector, policyTypes: ['Egress'], egress: rules('to') }
    case 'both':
      return { podSelector, policyTypes: ['Ingress', 'Egress'], ingress: rules('from'), egress: rules('to') }
    case 'untold':
      return { podSelector, ingress: rules('from'), ...(source.chance(0.5) && { egress: rules('to') }) }
  }
}

function randomRule(key: 'from' | 'to', material: Material, source: Source) {
  const peers = source.chance(0.15) ? undefined : source.some(1, 2, () => randomPeer(material, source))
  const ports = source.chance(0.4) ? undefined : source.some(1, 2, () => randomPort(material, source))
  return { ...(peers && { [key]: peers }), ...(ports && { ports }) }
}

function randomPeer(material: Material, source: Source): PolicyPeer {
  const pod = source.pickFrom(material.pods, undefined)
  if (!pod || source.chance(0.2)) return { ipBlock: randomBlock(material, source) }
  const podSelector = podSelectorFor(pod, material, source)
  const namespaceSelector = namespaceSelectorFor(pod, material, source)
  switch (source.pick(['pods', 'namespaces', 'both'])) {
    case 'pods':
      return { podSelector }
    case 'namespaces':
      return { namespaceSelector }
    case 'both':
      return { podSelector, namespaceSelector }
  }
}

const podSelectorFor = (pod: ModelPod, { pods }: Material, source: Source) =>
  selectorFor(
    pod.labels,
    pods.map(({ labels }) => labels),
    source,
  )

function namespaceSelectorFor({ namespace }: ModelPod, { model }: Material, source: Source): LabelSelector {
  const named = model.namespaces.map(({ name, labels }) => ({ ...labels, 'kubernetes.io/metadata.name': name }))
  const own = named.find((labels) => labels['kubernetes.io/metadata.name'] === namespace)
  return selectorFor(own ?? {}, named, source)
}

type Labels = Readonly<Record<string, string>>

/** A selector that finds these labels, and more or less of the others. */
function selectorFor(labels: Labels, others: readonly Labels[], source: Source): LabelSelector {
  const [key, value] = source.pickFrom(Object.entries(labels), ['', ''])
  if (key === '' || source.chance(0.1)) return {}
  const values = [...new Set(others.map((each) => each[key]).filter((each) => each !== undefined && each !== value))]
  const other = source.pickFrom(values, 'nobody') ?? 'nobody'
  const absent = [...new Set(others.flatMap((each) => Object.keys(each)))].filter(
    (each) => !Object.hasOwn(labels, each),
  )
  switch (source.pick(['equal', 'equal', 'in', 'not-in', 'exists', 'absent', 'two'])) {
    case 'equal':
      return { matchLabels: { [key]: value } }
    case 'in':
      return { matchExpressions: [{ key, operator: 'In', values: source.chance(0.5) ? [value, other] : [value] }] }
    case 'not-in':
      return { matchExpressions: [{ key, operator: 'NotIn', values: [other] }] }
    case 'exists':
      return { matchExpressions: [{ key, operator: 'Exists' }] }
    case 'absent':
      return { matchExpressions: [{ key: source.pickFrom(absent, 'nobody'), operator: 'DoesNotExist' }] }
    case 'two':
      return {
        matchLabels: { [key]: value },
        matchExpressions: [{ key, operator: 'NotIn', values: [other] }],
      }
  }
}

function randomPort({ pods }: Material, source: Source): PolicyPort {
  const declared = pods.flatMap(({ ports }) => ports)
  const port: PodPort = source.pickFrom(declared, { protocol: 'TCP', port: 80 })
  const protocol = port.protocol === 'TCP' && source.chance(0.5) ? {} : { protocol: port.protocol }
  switch (source.pick(['number', 'number', 'name', 'range', 'protocol', 'other'])) {
    case 'number':
      return { ...protocol, port: port.port }
    case 'name':
      return { ...protocol, port: port.name ?? port.port }
    case 'range': {
      const end = source.pickFrom(declared, port).port
      const [from, to] = [Math.min(port.port, end), Math.max(port.port, end)]
      return { ...protocol, port: from, endPort: to }
    }
    case 'protocol':
      return { protocol: port.protocol }
    case 'other':
      return { ...protocol, port: 9 }
  }
}

/** Around an address outside: itself, its /24 with it or its neighbour left out, or all addresses without it. */
function randomBlock({ outside }: Material, source: Source) {
  const address = source.pickFrom(outside, '203.0.113.10')
  const [a = '', b = '', c = '', d = ''] = address.split('.')
  const network = `${a}.${b}.${c}.0/24`
  const neighbour = `${a}.${b}.${c}.${String(Number(d) ^ 1)}/32`
  switch (source.pick(['itself', 'network', 'without', 'without-neighbour', 'all-but'])) {
    case 'itself':
      return { cidr: `${address}/32` }
    case 'network':
      return { cidr: network }
    case 'without':
      return { cidr: network, except: [`${address}/32`] }
    case 'without-neighbour':
      return { cidr: network, except: [neighbour] }
    case 'all-but':
      return { cidr: '0.0.0.0/0', except: [`${address}/32`] }
  }
}
