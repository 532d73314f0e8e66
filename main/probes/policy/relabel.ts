import type { KubernetesApi } from '../../clusters/cluster.ts'
import type { CaseStep } from './cases/case.ts'
import type { World } from './evaluator/world.ts'
import { namespaceManifest, podManifest } from './fixture-manifests.ts'
import type { Fixture } from './fixture.ts'

type Relabel = NonNullable<CaseStep['relabel']>

/** The world in which a Pod or a namespace has other labels. */
export function relabelledWorld(world: World, change: CaseStep['relabel']): World {
  if (!change) return world
  const { of, labels } = change
  return {
    ...world,
    namespaces: world.namespaces.map((each) => (each.name === of ? { ...each, labels } : each)),
    pods: world.pods.map((each) => (`${each.namespace}/${each.name}` === of ? { ...each, labels } : each)),
  }
}

/** Gives a Pod or a namespace of the fixture other labels; without any, those it was made with. */
export async function relabel(
  { of, labels }: Pick<Relabel, 'of'> & Partial<Relabel>,
  { pods, world, image }: Fixture,
  kubernetes: KubernetesApi,
  signal: AbortSignal,
): Promise<void> {
  const pod = pods.find(({ namespace, name }) => `${namespace}/${name}` === of)
  const own = world.namespaces.find(({ name }) => name === of)?.labels ?? {}
  const object = pod
    ? podManifest({ ...pod, labels: labels ?? pod.labels }, image)
    : namespaceManifest(of, labels ?? own)
  await kubernetes.apply([object], signal)
}
