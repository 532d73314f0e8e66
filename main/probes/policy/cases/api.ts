import type { KubernetesApi, Manifest } from '../../../clusters/cluster.ts'
import { calicoCases } from './calico.ts'
import type { PolicyCaseSpec, FixtureAddresses } from './case.ts'
import { ciliumCases } from './cilium.ts'
import { clusterPolicyCases } from './cluster-policy.ts'

/** Cases of APIs beyond NetworkPolicy, where the cluster has them. */
export async function apiCases(
  scene: FixtureAddresses,
  kubernetes: KubernetesApi,
  signal: AbortSignal,
): Promise<readonly PolicyCaseSpec[]> {
  const cases = await Promise.all([
    ciliumCases(scene, kubernetes, signal),
    calicoCases(scene, kubernetes, signal),
    clusterPolicyCases(kubernetes, signal),
  ])
  return cases.flat()
}

/** What these cases make outside of namespaces, as far as the API server knows the kinds. */
export async function clusterWideObjects(kubernetes: KubernetesApi, signal: AbortSignal): Promise<readonly Manifest[]> {
  const scene: FixtureAddresses = { model: { namespaces: [], pods: [], nodes: [] }, outside: '192.0.2.1', dns: '' }
  const cases = await apiCases(scene, kubernetes, signal)
  const objects = cases.flatMap(({ steps }) => steps.flatMap((step) => step.objects ?? []))
  return objects.filter(({ metadata }) => metadata.namespace === undefined)
}
