import type { KubernetesApi, Manifest } from '../../../clusters/cluster.ts'
import { calicoPolicies } from './calico.ts'
import type { FixtureAddresses, PolicyCaseSpec } from './case.ts'
import type { PolicyApi } from './policy-api.ts'
import { ciliumPolicies } from './cilium.ts'
import { clusterPolicies } from './cluster-policy.ts'

const apis: readonly PolicyApi[] = [ciliumPolicies, calicoPolicies, clusterPolicies]

/** Cases of APIs beyond NetworkPolicy, where the cluster has them. */
export async function apiCases(
  scene: FixtureAddresses,
  kubernetes: KubernetesApi,
  signal: AbortSignal,
): Promise<readonly PolicyCaseSpec[]> {
  const casesOf = async ({ path, kind, absent, cases }: PolicyApi) => {
    const isThere = (await kubernetes.get(path, signal))?.includes(kind)
    return cases(scene).map(async ({ missing, steps, ...one }): Promise<PolicyCaseSpec> => {
      const notApplicable = isThere ? await missing?.(kubernetes, signal) : absent
      return { ...one, kind: 'api', notApplicable, steps: notApplicable === undefined ? steps : [] }
    })
  }
  return Promise.all((await Promise.all(apis.map(casesOf))).flat())
}

/** What these cases make outside of namespaces, as far as the API server knows the kinds. */
export async function clusterWideObjects(kubernetes: KubernetesApi, signal: AbortSignal): Promise<readonly Manifest[]> {
  const scene: FixtureAddresses = { model: { namespaces: [], pods: [], nodes: [] }, outside: '192.0.2.1', dns: 'x/dns' }
  const cases = await apiCases(scene, kubernetes, signal)
  const objects = cases.flatMap(({ steps }) => steps.flatMap((step) => step.objects ?? []))
  return objects.filter(({ metadata }) => metadata.namespace === undefined)
}
