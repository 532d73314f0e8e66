import { LabError } from '../../../system/errors.ts'
import { directionsOf } from '../../../policy-model/evaluate.ts'
import { selects } from '../../../policy-model/match.ts'
import { rulesOf, type LabelSelector, type NetworkPolicy } from '../../../policy-model/network-policy.ts'
import { portsOf } from './user-ports.ts'
import { nameLabel, privateNames, renamed } from './private-names.ts'
import type { ClusterModel, ModelPod, PodPort } from '../../../policy-model/cluster-model.ts'

type Labels = ModelPod['labels']

type UserPod = Pick<ModelPod, 'namespace' | 'name' | 'labels'>

/** What a person's policies are tried in. */
export interface UserFixture {
  /** The policies, in namespaces of the lab. */
  readonly policies: readonly NetworkPolicy[]
  readonly namespaces: ClusterModel['namespaces']
  readonly pods: readonly UserPod[]
  /** What every Pod serves, and what is tried. */
  readonly ports: readonly PodPort[]
  /** In sentences: what stands for what, and what is not checked. */
  readonly notes: readonly string[]
}

const maxPods = 10
const refused = 'kube-'

/**
 * Namespaces and Pods that policies can be tried on: one Pod for each selector, a bare one in each namespace, and a namespace that
 * no policy speaks of. Nothing of the person's own is touched: namespaces get names of the lab.
 * @throws LabError `bad-usage` when no policy is left
 */
export function userFixture(given: readonly NetworkPolicy[]): UserFixture {
  const kept = given.filter(({ metadata }) => !metadata.namespace.startsWith(refused))
  const notes = given
    .filter((policy) => !kept.includes(policy))
    .map(({ metadata: { namespace, name } }) => `${namespace}/${name} is left out: ${namespace} is the cluster's own.`)
  if (kept.length === 0)
    throw new LabError({
      code: 'bad-usage',
      title: 'Cannot check the policies',
      message: notes[0] ?? 'There is no policy.',
      hint: 'Give policies of namespaces for applications.',
    })
  const names = privateNames(kept)
  const policies = kept.map((policy) => renamed(policy, names))
  notes.push(
    ...[...names].map(([name, own]) => `${own} stands for the namespace ${name}, also where selectors name it.`),
  )
  const { ports, notes: aboutPorts } = portsOf(policies)
  const { namespaces, missing } = namespacesOf(policies, [...names.values()])
  const { pods, notes: aboutPods } = podsOf(policies, namespaces)
  return { policies, namespaces, pods, ports, notes: [...notes, ...missing, ...aboutPorts, ...aboutPods] }
}

const peersOf = (policies: readonly NetworkPolicy[]) =>
  policies.flatMap((policy) =>
    directionsOf(policy)
      .flatMap((direction) => rulesOf(policy, direction))
      .flatMap(({ peers }) => peers)
      .map((peer) => ({ peer, namespace: policy.metadata.namespace })),
  )

const withName = (name: string, labels: Labels): Labels => ({ ...labels, [nameLabel]: name })

/** The named ones, and one more for each selector that finds none of them: what labels a person's have is not known here. */
function namespacesOf(policies: readonly NetworkPolicy[], names: readonly string[]) {
  const namespaces = new Map<string, Labels>(names.map((name) => [name, {}]))
  const missing: string[] = []
  const nextName = () => `cnilab-user-${String(namespaces.size + 1)}`
  for (const { peer } of peersOf(policies)) {
    const selector = peer.namespaceSelector
    if (!selector || [...namespaces].some(([name, labels]) => selects(selector, withName(name, labels)))) continue
    const { [nameLabel]: name = nextName(), ...labels } = satisfying(selector) ?? {}
    if (selects(selector, withName(name, labels))) namespaces.set(name, { ...namespaces.get(name), ...labels })
    else missing.push(`No namespace can have the labels of ${JSON.stringify(selector)}.`)
  }
  namespaces.set(nextName(), {})
  return { namespaces: [...namespaces].map(([name, labels]) => ({ name, labels })), missing }
}

function podsOf(policies: readonly NetworkPolicy[], namespaces: UserFixture['namespaces']) {
  const notes: string[] = []
  const wanted = new Map<string, Omit<UserPod, 'name'>>()
  const want = (namespace: string, selector: LabelSelector) => {
    const labels = satisfying(selector)
    if (labels) wanted.set(JSON.stringify([namespace, labels]), { namespace, labels })
    else notes.push(`No Pod can have the labels of ${JSON.stringify(selector)}.`)
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
  const chosen = [...all.filter((each) => each !== stranger).slice(0, maxPods - 1), ...(stranger ? [stranger] : [])]
  const left = all.length - chosen.length
  if (left > 0)
    notes.push(`${String(left)} more Pods would be needed for all selectors: at most ${String(maxPods)} are made.`)
  return { pods: chosen.map((each, index) => ({ ...each, name: `user-${String(index + 1)}` })), notes }
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
