import { z } from 'zod'
import type { KubernetesApi } from '../../clusters/cluster.ts'

const configuration = z.object({ data: z.record(z.string(), z.string()).default({}) })
const daemonSet = z.object({ status: z.object({ numberReady: z.number().default(0) }) })
const podList = z.object({ items: z.array(z.object({ metadata: z.object({ name: z.string() }) })) })

/** Why rules for a layer above TCP cannot be tried; nothing where they can. */
export interface MissingProxies {
  readonly http: string | undefined
  readonly names: string | undefined
}

/** Rules for names are the agent's own work, rules for HTTP are Envoy's. Source: docs.cilium.io, Proxy and Envoy. */
export async function ciliumProxy(kubernetes: KubernetesApi, signal: AbortSignal): Promise<MissingProxies> {
  const text = await kubernetes.get('/api/v1/namespaces/kube-system/configmaps/cilium-config', signal)
  const { data } = configuration.parse(JSON.parse(text ?? '{}'))
  const proxy = data['enable-l7-proxy']
  if (proxy !== 'true') {
    const isOff = `Cilium's proxy is off: enable-l7-proxy is ${proxy ?? 'absent'}.`
    return { http: isOff, names: isOff }
  }
  const hasEnvoy =
    data['external-envoy-proxy'] === 'true'
      ? await envoyRuns(kubernetes, signal)
      : await agentHasEnvoy(kubernetes, signal)
  return { http: hasEnvoy ? undefined : 'Cilium has no Envoy here, which looks into HTTP.', names: undefined }
}

async function envoyRuns(kubernetes: KubernetesApi, signal: AbortSignal): Promise<boolean> {
  const text = await kubernetes.get('/apis/apps/v1/namespaces/kube-system/daemonsets/cilium-envoy', signal)
  return text !== undefined && daemonSet.parse(JSON.parse(text)).status.numberReady > 0
}

async function agentHasEnvoy(kubernetes: KubernetesApi, signal: AbortSignal): Promise<boolean> {
  const list = await kubernetes.get('/api/v1/namespaces/kube-system/pods?labelSelector=k8s-app%3Dcilium', signal)
  const [agent] = podList.parse(JSON.parse(list ?? '{"items":[]}')).items
  if (!agent) return false
  const place = { namespace: 'kube-system', pod: agent.metadata.name, container: 'cilium-agent' }
  const { exitCode } = await kubernetes.exec(place, ['sh', '-c', 'command -v cilium-envoy'], { signal })
  return exitCode === 0
}
