import { z } from 'zod'
import type { KubernetesApi, Pod, PodSpec, ProbePods, ServiceSpec } from '../cluster.ts'
import { namespaceManifest } from './manifests.ts'
import { podManifest, probeNamespace, serviceHost, serviceManifest } from './probe-manifests.ts'
import { waitFor, type Progress } from './wait.ts'

const readyTimeoutMs = 120_000

const podShape = z.object({
  metadata: z.object({ name: z.string() }),
  spec: z.object({ nodeName: z.string().default(''), containers: z.array(z.object({ name: z.string() })) }),
  status: z.object({
    podIP: z.string().optional(),
    conditions: z.array(z.object({ type: z.string(), status: z.string(), message: z.string().optional() })).default([]),
  }),
})
type KubePod = z.infer<typeof podShape>

/** Makes the probe Pods and Services, or finds them as they are, and waits until every Pod is ready. */
export async function deployProbes(
  api: KubernetesApi,
  pods: readonly PodSpec[],
  services: readonly ServiceSpec[],
  signal: AbortSignal,
): Promise<ProbePods> {
  const manifests = pods.map((pod) => podManifest(pod, api.images))
  await api.apply([namespaceManifest(probeNamespace)], signal)
  await api.apply([...manifests, ...services.map(serviceManifest)], signal)
  const ready = await waitForPods(api, pods, readyTimeoutMs, signal)
  return {
    pods: new Map(ready.map((pod) => [pod.metadata.name, asPod(api, pod)])),
    serviceHosts: new Map(services.map(({ name }) => [name, serviceHost(name)])),
    nodePorts: new Map(services.flatMap(({ ports }) => ports.map(({ port, nodePort }) => [port, nodePort]))),
  }
}

/** Waits until probe Pods are ready: after their creation, and after a pause. */
export const waitForPods = (
  api: Pick<KubernetesApi, 'get'>,
  pods: readonly { readonly name: string }[],
  timeoutMs: number,
  signal: AbortSignal,
) =>
  waitFor(
    api,
    {
      what: 'The probe Pods',
      path: `/api/v1/namespaces/${probeNamespace}/pods`,
      item: podShape,
      evaluate: (found) => podsReady(found, pods),
      timeoutMs,
      hint: 'Pods that stay ContainerCreating point to the CNI; ImagePullBackOff to an image that the nodes do not have.',
    },
    signal,
  )

export function podsReady(found: readonly KubePod[], wanted: readonly { readonly name: string }[]): Progress {
  for (const { name } of wanted) {
    const pod = found.find(({ metadata }) => metadata.name === name)
    const ready = pod?.status.conditions.find(({ type }) => type === 'Ready')
    if (pod?.status.podIP && ready?.status === 'True') continue
    return { done: false, waitingFor: `Pod ${name}${ready?.message ? ` (${ready.message})` : ''}` }
  }
  return { done: true }
}

function asPod(api: KubernetesApi, { metadata: { name }, spec, status }: KubePod): Pod {
  const firstContainer = spec.containers[0]?.name ?? ''
  return {
    name,
    node: spec.nodeName,
    address: status.podIP ?? '',
    exec: (argv, options) =>
      api.exec({ namespace: probeNamespace, pod: name, container: options.container ?? firstContainer }, argv, options),
  }
}
