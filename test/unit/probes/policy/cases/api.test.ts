import { describe, expect, it } from 'vitest'
import type { KubernetesApi } from '../../../../../main/clusters/cluster.ts'
import { apiCases, clusterWideObjects } from '../../../../../main/probes/policy/cases/api.ts'
import type { FixtureAddresses } from '../../../../../main/probes/policy/cases/case.ts'

const scene: FixtureAddresses = {
  model: { namespaces: [], pods: [], nodes: [] },
  ...{ outside: '172.18.0.9', dns: 'kube-system/dns' },
}
const { signal } = new AbortController()
const config = '/api/v1/namespaces/kube-system/configmaps/cilium-config'

/** An API server that answers these paths. */
const answering = (answers: Readonly<Record<string, unknown>>): KubernetesApi =>
  ({
    get: (path: string) => Promise.resolve(Object.hasOwn(answers, path) ? JSON.stringify(answers[path]) : undefined),
  }) as unknown as KubernetesApi

const withCilium = (proxy: 'true' | 'false') =>
  answering({
    '/apis/cilium.io/v2': { resources: [{ kind: 'CiliumNetworkPolicy' }] },
    [config]: { data: { 'enable-l7-proxy': proxy, 'external-envoy-proxy': 'true' } },
    '/apis/apps/v1/namespaces/kube-system/daemonsets/cilium-envoy': { status: { numberReady: 3 } },
  })

describe('cases of policy APIs beyond NetworkPolicy', () => {
  it('do not apply where a cluster has none of these APIs, and nothing of them is tried', async () => {
    const cases = await apiCases(scene, answering({}), signal)
    expect(cases.map(({ id }) => id)).toEqual(['C1', 'C2', 'C3', 'C4', 'K1', 'K2', 'K3', 'K4', 'N1'])
    for (const { notApplicable, steps } of cases) {
      expect(notApplicable).toMatch(/^The cluster has no /)
      expect(steps).toEqual([])
    }
    await expect(clusterWideObjects(answering({}), signal)).resolves.toEqual([])
  })

  it('are tried where the API is there, but for what has no proxy', async () => {
    const tried = async (kubernetes: KubernetesApi) =>
      (await apiCases(scene, kubernetes, signal)).flatMap(({ id, steps }) => (steps.length > 0 ? [id] : []))
    await expect(tried(withCilium('true'))).resolves.toEqual(['C1', 'C2', 'C3', 'C4'])
    await expect(tried(withCilium('false'))).resolves.toEqual(['C3', 'C4'])
  })

  it('have one that shows whether rules of layer 7 are enforced, tried or not', async () => {
    for (const kubernetes of [withCilium('true'), answering({})]) {
      const cases = await apiCases(scene, kubernetes, signal)
      expect(cases.filter(({ layer }) => layer === 7).map(({ id }) => id)).toEqual(['C1'])
    }
  })

  it('leave objects outside of namespaces that must be removed', async () => {
    const objects = await clusterWideObjects(withCilium('true'), signal)
    expect(objects.map(({ kind, metadata }) => [kind, metadata.name])).toEqual([
      ['CiliumClusterwideNetworkPolicy', 'cnilab-only-from-y'],
    ])
  })
})
