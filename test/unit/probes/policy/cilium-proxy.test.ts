import { describe, expect, it } from 'vitest'
import type { KubernetesApi } from '../../../../main/clusters/cluster.ts'
import { missingEnvoy, missingProxy } from '../../../../main/probes/policy/cilium-proxy.ts'

interface There {
  readonly config: Readonly<Record<string, string>>
  readonly envoysReady?: number
  readonly hasProgram?: boolean
}

const missingIn = async ({ config, envoysReady, hasProgram = false }: There) => {
  const answers = new Map<string, unknown>([
    ['/api/v1/namespaces/kube-system/configmaps/cilium-config', { data: config }],
    [
      '/api/v1/namespaces/kube-system/pods?labelSelector=k8s-app%3Dcilium',
      { items: [{ metadata: { name: 'cilium-1' } }] },
    ],
  ])
  if (envoysReady !== undefined)
    answers.set('/apis/apps/v1/namespaces/kube-system/daemonsets/cilium-envoy', {
      status: { numberReady: envoysReady },
    })
  const kubernetes = {
    get: (path: string) => Promise.resolve(answers.has(path) ? JSON.stringify(answers.get(path)) : undefined),
    exec: () => Promise.resolve({ stdout: '', stderr: '', exitCode: hasProgram ? 0 : 127 }),
  } as unknown as KubernetesApi
  const { signal } = new AbortController()
  return { http: await missingEnvoy(kubernetes, signal), names: await missingProxy(kubernetes, signal) }
}

const [on, external] = [{ 'enable-l7-proxy': 'true' }, { 'enable-l7-proxy': 'true', 'external-envoy-proxy': 'true' }]
const noEnvoy = 'Cilium has no Envoy here, which looks into HTTP.'

describe('which of Cilium’s proxies there are', () => {
  it.each([
    ['nothing with the proxy off', { config: { 'enable-l7-proxy': 'false' } }, /is false/, /is false/],
    ['nothing without a word of it', { config: {} }, /is absent/, /is absent/],
    ['names alone without Envoy in the agent', { config: on }, noEnvoy, undefined],
    ['names alone while no Envoy is ready', { config: external, envoysReady: 0 }, noEnvoy, undefined],
    ['names alone where Envoys are missing', { config: external, hasProgram: true }, noEnvoy, undefined],
    ['both with Envoy in the agent', { config: on, hasProgram: true }, undefined, undefined],
    ['both with Envoys of their own', { config: external, envoysReady: 3 }, undefined, undefined],
  ])('finds %s', async (_, there, http, names) => {
    const missing = await missingIn(there)
    for (const [found, expected] of [
      [missing.http, http],
      [missing.names, names],
    ] as const)
      if (expected === undefined) expect(found).toBeUndefined()
      else expect(found).toMatch(expected)
  })
})
