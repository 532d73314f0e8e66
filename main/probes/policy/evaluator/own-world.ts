import { LabError } from '../../../system/errors.ts'
import { directionsOf } from './evaluate.ts'
import { selects } from './match.ts'
import type { LabelSelector, NetworkPolicy, PolicyPeer } from './network-policy.ts'
import { portsOf } from './own-ports.ts'
import { privateNames, renamed } from './private-names.ts'
import type { PodPort } from './world.ts'

type Labels = Readonly<Record<string, string>>

export interface OwnPod {
  readonly namespace: string
  readonly name: string
  readonly labels: Labels
}

/** What a person's policies are tried in. */
export interface OwnWorld {
  /** The policies, in namespaces of the lab. */
  readonly policies: readonly NetworkPolicy[]
  readonly namespaces: readonly { readonly name: string; readonly labels: Labels }[]
  readonly pods: readonly OwnPod[]
  /** What every Pod serves, and what is tried. */
  readonly ports: readonly PodPort[]
  /** In sentences: what stands for what, and what is not tried. */
  readonly told: readonly string[]
}

const mostPods = 10
const refused = 'kube-'

/**
 * Namespaces and Pods that policies can be tried on: one Pod for each selector, a bare one in each namespace, and a namespace that
 * no policy speaks of. Nothing of the person's own is touched: namespaces get names of the lab.
 * @throws LabError `bad-usage` when no policy is left
 */
export function ownWorld(given: readonly NetworkPolicy[]): OwnWorld {
  const kept = given.filter(({ metadata }) => !metadata.namespace.startsWith(refused))
  const told = given
    .filter((policy) => !kept.includes(policy))
    .map(({ metadata: { namespace, name } }) => `${namespace}/${name} is left out: ${namespace} is the cluster's own.`)
  if (kept.length === 0)
    throw new LabError({
      code: 'bad-usage',
      title: 'Cannot try the policies',
      message: told[0] ?? 'There is no policy.',
      hint: 'Give policies of namespaces for applications.',
    })
  const names = privateNames(kept)
  const policies = kept.map((policy) => renamed(policy, names))
  told.push(
    ...[...names].map(([name, own]) => `${own} stands for the namespace ${name}, also where selectors name it.`),
  )
  const { ports, told: aboutPorts } = portsOf(policies)
  const { namespaces, missing } = namespacesOf(policies, [...names.values()])
  const { pods, told: aboutPods } = podsOf(policies, namespaces)
  return { policies, namespaces, pods, ports, told: [...told, ...missing, ...aboutPorts, ...aboutPods] }
}

const peersOf = (policies: readonly NetworkPolicy[]) =>
  policies.flatMap((policy) => {
    const { spec } = policy
    const has = (direction: 'Ingress' | 'Egress') => directionsOf(policy).includes(direction)
    const from = has('Ingress') ? (spec.ingress ?? []).flatMap((rule) => rule.from ?? []) : []
    const to = has('Egress') ? (spec.egress ?? []).flatMap((rule) => rule.to ?? []) : []
    return [...from, ...to].map((peer: PolicyPeer) => ({ peer, namespace: policy.metadata.namespace }))
  })

const nameLabel = 'kubernetes.io/metadata.name'
const withName = (name: string, labels: Labels): Labels => ({ ...labels, [nameLabel]: name })

/** The named ones, and one more for each selector that finds none of them: what labels a person's have is not known here. */
function namespacesOf(policies: readonly NetworkPolicy[], names: readonly string[]) {
  const namespaces: { name: string; labels: Labels }[] = names.map((name) => ({ name, labels: {} }))
  const missing: string[] = []
  const nextName = () => `cnilab-own-${String(namespaces.length + 1)}`
  for (const { peer } of peersOf(policies)) {
    const selector = peer.namespaceSelector
    if (!selector || namespaces.some(({ name, labels }) => selects(selector, withName(name, labels)))) continue
    const wanted = satisfying(selector)
    const name = wanted?.[nameLabel] ?? nextName()
    const labels = Object.fromEntries(Object.entries(wanted ?? {}).filter(([key]) => key !== nameLabel))
    if (!wanted || !selects(selector, withName(name, labels))) {
      missing.push(`No namespace can have the labels of ${JSON.stringify(selector)}.`)
      continue
    }
    const there = namespaces.findIndex((each) => each.name === name)
    const whole = { name, labels: { ...namespaces[there]?.labels, ...labels } }
    if (there < 0) namespaces.push(whole)
    else namespaces[there] = whole
  }
  namespaces.push({ name: nextName(), labels: {} })
  return { namespaces, missing }
}

function podsOf(policies: readonly NetworkPolicy[], namespaces: OwnWorld['namespaces']) {
  const told: string[] = []
  const wanted = new Map<string, Omit<OwnPod, 'name'>>()
  const want = (namespace: string, selector: LabelSelector) => {
    const labels = satisfying(selector)
    if (labels) wanted.set(JSON.stringify([namespace, labels]), { namespace, labels })
    else told.push(`No Pod can have the labels of ${JSON.stringify(selector)}.`)
  }
  for (const { metadata, spec } of policies) want(metadata.namespace, spec.podSelector)
  for (const { peer, namespace } of peersOf(policies)) {
    if (peer.ipBlock) continue
    const selector = peer.namespaceSelector
    const found = selector && namespaces.find(({ name, labels }) => selects(selector, withName(name, labels)))?.name
    const place = selector ? found : namespace
    if (place !== undefined) want(place, peer.podSelector ?? {})
  }
  // The namespace that nobody speaks of comes last, and is the one that must not be missing.
  for (const { name } of namespaces.toReversed()) want(name, {})
  const all = [...wanted.values()]
  const stranger = all.find(({ namespace }) => namespace === namespaces.at(-1)?.name)
  const chosen = [...all.filter((each) => each !== stranger).slice(0, mostPods - 1), ...(stranger ? [stranger] : [])]
  const left = all.length - chosen.length
  if (left > 0)
    told.push(`${String(left)} more Pods would be needed for all selectors: at most ${String(mostPods)} are made.`)
  return { pods: chosen.map((each, index) => ({ ...each, name: `own-${String(index + 1)}` })), told }
}

/** The fewest labels that a selector finds; undefined where it contradicts itself. */
export function satisfying({ matchLabels = {}, matchExpressions = [] }: LabelSelector): Labels | undefined {
  const labels = new Map(Object.entries(matchLabels))
  for (const { key, operator, values = [] } of matchExpressions) {
    if (labels.has(key) || (operator !== 'In' && operator !== 'Exists')) continue
    const candidates = operator === 'In' ? values : ['any', 'another', 'a-third']
    const onKey = matchExpressions.filter((each) => each.key === key)
    const value = candidates.find((each) => selects({ matchExpressions: onKey }, { [key]: each }))
    if (value === undefined) {
      // An In may follow that tells what an Exists leaves open.
      if (operator === 'Exists') continue
      return undefined
    }
    labels.set(key, value)
  }
  const found = Object.fromEntries(labels)
  return selects({ matchLabels, matchExpressions }, found) ? found : undefined
}
