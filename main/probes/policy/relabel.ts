import type { KubernetesApi } from '../../clusters/cluster.ts'
import { namespaceManifest } from '../../clusters/kubernetes/manifests.ts'
import type { CaseStep } from './cases/case.ts'
import { fullName, podNamed, type ClusterModel } from '../../policy-model/cluster-model.ts'
import { podManifest } from './fixture-manifests.ts'
import type { Fixture } from './fixture.ts'

type Relabel = NonNullable<CaseStep['relabel']>

/** The world in which a Pod or a namespace has other labels. */
export function relabelledModel(model: ClusterModel, change: CaseStep['relabel']): ClusterModel {
  if (!change) return model
  const { of, labels } = change
  return {
    ...model,
    namespaces: model.namespaces.map((each) => (each.name === of ? { ...each, labels } : each)),
    pods: model.pods.map((each) => (fullName(each) === of ? { ...each, labels } : each)),
  }
}

/** Gives a Pod or a namespace of the fixture other labels; without any, those it was made with. */
export async function relabel(
  { of, labels }: Pick<Relabel, 'of'> & Partial<Relabel>,
  { pods, model, image }: Fixture,
  kubernetes: KubernetesApi,
  signal: AbortSignal,
): Promise<void> {
  const pod = podNamed(pods, of)
  const own = model.namespaces.find(({ name }) => name === of)?.labels ?? {}
  const object = pod
    ? podManifest({ ...pod, labels: labels ?? pod.labels }, image)
    : namespaceManifest(of, labels ?? own)
  await kubernetes.apply([object], signal)
}
