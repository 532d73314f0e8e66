import { z } from 'zod'
import type { KubernetesApi } from '../../clusters/cluster.ts'
import { namesAt, objectAt } from './api-objects.ts'

const configurationPath = '/api/v1/namespaces/kube-system/configmaps/cilium-config'
const configuration = z.object({ data: z.record(z.string(), z.string()).default({}) })
const daemonSet = z.object({ status: z.object({ numberReady: z.number().default(0) }) })

/** Why rules for names cannot be tried; nothing where they can. These are the agent's own work. Source: docs.cilium.io, Proxy. */
export async function missingProxy(kubernetes: KubernetesApi, signal: AbortSignal): Promise<string | undefined> {
  const { 'enable-l7-proxy': proxy } = await settings(kubernetes, signal)
  return proxy === 'true' ? undefined : `Cilium's proxy is off: enable-l7-proxy is ${proxy ?? 'absent'}.`
}

/** The same of rules for HTTP, which are Envoy's work. Source: docs.cilium.io, Envoy. */
export async function missingEnvoy(kubernetes: KubernetesApi, signal: AbortSignal): Promise<string | undefined> {
  const missing = await missingProxy(kubernetes, signal)
  if (missing !== undefined) return missing
  const { 'external-envoy-proxy': isExternal } = await settings(kubernetes, signal)
  const has = isExternal === 'true' ? envoyRuns : agentHasEnvoy
  return (await has(kubernetes, signal)) ? undefined : 'Cilium has no Envoy here, which looks into HTTP.'
}

const settings = async (kubernetes: KubernetesApi, signal: AbortSignal) =>
  (await objectAt(kubernetes, configurationPath, configuration, signal))?.data ?? {}

async function envoyRuns(kubernetes: KubernetesApi, signal: AbortSignal): Promise<boolean> {
  const path = '/apis/apps/v1/namespaces/kube-system/daemonsets/cilium-envoy'
  return ((await objectAt(kubernetes, path, daemonSet, signal))?.status.numberReady ?? 0) > 0
}

async function agentHasEnvoy(kubernetes: KubernetesApi, signal: AbortSignal): Promise<boolean> {
  const [pod] = await namesAt(kubernetes, '/api/v1/namespaces/kube-system/pods?labelSelector=k8s-app%3Dcilium', signal)
  if (pod === undefined) return false
  const place = { namespace: 'kube-system', pod, container: 'cilium-agent' }
  const { exitCode } = await kubernetes.exec(place, ['sh', '-c', 'command -v cilium-envoy'], { signal })
  return exitCode === 0
}
