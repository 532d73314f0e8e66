import type { ClusterModel } from '../../policy-model/cluster-model.ts'
import { nameOf, type CaseStep, type FixtureAddresses, type PolicyCaseSpec } from './cases/case.ts'
import { namespaces } from './cases/policies.ts'
import type { Attempt } from './record.ts'
import { renamed } from './user-policies/private-names.ts'

/**
 * Cases run side by side, each in one of several lanes: namespaces and Pods that stand for those that the cases speak of. They do not
 * meet: a NetworkPolicy is of its namespace, and nobody dials from one lane into another. So labels may be the same in all of them.
 */
export const laneCount = 4

/** What the namespaces of the cases are called in a lane; in the first by their own names. */
export type LaneNames = ReadonlyMap<string, string>

export const namesOfLane = (index: number): LaneNames =>
  new Map(namespaces.map((name) => [name, index === 0 ? name : `${name}${String(index + 1)}`]))

/** A case in a lane's namespaces. */
export const inLane = (spec: PolicyCaseSpec, names: LaneNames): PolicyCaseSpec => ({
  ...spec,
  steps: spec.steps.map((step) => stepInLane(step, names)),
})

function stepInLane({ policies, relabel, attempts, ...step }: CaseStep, names: LaneNames): CaseStep {
  const place = (name: string) => inNamespaces(name, names)
  return {
    ...step,
    policies: policies.map((policy) => renamed(policy, names)),
    ...(relabel && { relabel: { ...relabel, of: place(relabel.of) } }),
    attempts: attempts.map((each): Attempt => ({ ...each, from: place(each.from), to: place(each.to) })),
  }
}

/** `cnilab-x/a` and `cnilab-x` in other namespaces; what is in none stays as it is. */
function inNamespaces(name: string, names: LaneNames): string {
  const [namespace = '', ...rest] = name.split('/')
  return [names.get(namespace) ?? namespace, ...rest].join('/')
}

/** The Pods of a lane, by the names that cases have for them, and no others. */
export function modelOfLane(model: ClusterModel, names: LaneNames): ClusterModel {
  const named = new Map([...names].map(([name, own]) => [own, name]))
  const pods = model.pods.flatMap((pod) => {
    const namespace = named.get(pod.namespace)
    return namespace === undefined ? [] : [{ ...pod, namespace }]
  })
  return { ...model, pods }
}

/**
 * Which lane each case runs in, by its id: the same one on every cluster, so that one text of its policies does for all. The first
 * cases come one to a lane, whose outcomes tell the others whether anything is enforced; then the longest go where there is least to do.
 */
export function placesOf(specs: readonly PolicyCaseSpec[], lanes: number): ReadonlyMap<string, number> {
  const loads = Array.from({ length: lanes }, () => 0)
  const places = new Map<string, number>()
  const place = (spec: PolicyCaseSpec, lane: number) => {
    places.set(spec.id, lane)
    loads[lane] = (loads[lane] ?? 0) + typicalSeconds(spec)
  }
  const first = specs.filter(({ kind }) => kind === 'standard').slice(0, lanes)
  for (const [lane, spec] of first.entries()) place(spec, lane)
  const others = specs.filter((spec) => !first.includes(spec))
  for (const spec of others.filter(isOfFirstLane)) place(spec, 0)
  const free = others.filter((spec) => !isOfFirstLane(spec))
  for (const spec of free.toSorted((one, other) => typicalSeconds(other) - typicalSeconds(one)))
    place(spec, loads.indexOf(Math.min(...loads)))
  return places
}

/** What a CNI's own API has is of the whole cluster, or named after the first lane; and only one Pod of a node's network can listen. */
const isOfFirstLane = ({ kind, steps }: PolicyCaseSpec): boolean =>
  kind === 'api' || steps.some(({ attempts }) => attempts.some(({ from, to }) => [from, to].includes(nameOf('xc'))))

/** Where policies are enforced. It follows from the case alone, never from the cluster. */
function typicalSeconds({ kind, run, steps }: PolicyCaseSpec): number {
  if (kind === 'api') return 2
  if (run !== undefined) return 9
  return steps.some(({ relabel }) => relabel) ? 20 : 5
}

/** What the cases of a lane need to know. */
export const sceneOf = (scene: FixtureAddresses, names: LaneNames): FixtureAddresses => ({
  ...scene,
  model: modelOfLane(scene.model, names),
})
