import { z } from 'zod'
import type { ProbePods, ImageRole, Pod, PodSpec, ServiceSpec } from '../cluster.ts'
import { probeNamespace, namespaceManifest, podManifest, serviceHost, serviceManifest } from './probe-manifests.ts'
import type { KubeClient } from './client.ts'
import { execInPod } from './pod-exec.ts'
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
  client: KubeClient,
  options: {
    readonly pods: readonly PodSpec[]
    readonly services: readonly ServiceSpec[]
    readonly images: Readonly<Record<ImageRole, string>>
  },
  signal: AbortSignal,
): Promise<ProbePods> {
  const manifests = options.pods.map((pod) => podManifest(pod, options.images))
  await client.apply([namespaceManifest], signal)
  await client.apply([...manifests, ...options.services.map(serviceManifest)], signal)
  const ready = await waitForPods(client, options.pods, readyTimeoutMs, signal)
  return {
    pods: new Map(ready.map((pod) => [pod.metadata.name, asPod(client, pod)])),
    serviceHosts: new Map(options.services.map(({ name }) => [name, serviceHost(name)])),
  }
}

/** Waits until the probe Pods are ready: after their creation, and after a pause. */
export const waitForPods = (
  client: KubeClient,
  pods: readonly { readonly name: string }[],
  timeoutMs: number,
  signal: AbortSignal,
) =>
  waitFor(
    client,
    {
      what: 'The probe Pods',
      path: `/api/v1/namespaces/${probeNamespace}/pods`,
      parse: (object) => podShape.parse(object),
      evaluate: (found) =>
        podsReady(
          found,
          pods.map(({ name }) => name),
        ),
      timeoutMs,
      hint: 'Pods that stay ContainerCreating point to the CNI; ImagePullBackOff to an image that the nodes do not have.',
    },
    signal,
  )

export function podsReady(pods: readonly KubePod[], names: readonly string[]): Progress {
  for (const name of names) {
    const pod = pods.find(({ metadata }) => metadata.name === name)
    const ready = pod?.status.conditions.find(({ type }) => type === 'Ready')
    if (pod?.status.podIP && ready?.status === 'True') continue
    return { done: false, waitingFor: `Pod ${name}${ready?.message ? ` (${ready.message})` : ''}` }
  }
  return { done: true }
}

function asPod(client: KubeClient, { metadata, spec, status }: KubePod): Pod {
  const firstContainer = spec.containers[0]?.name ?? ''
  return {
    name: metadata.name,
    node: spec.nodeName,
    address: status.podIP ?? '',
    exec: (argv, options) =>
      execInPod(
        client,
        { namespace: probeNamespace, pod: metadata.name, container: options.container ?? firstContainer },
        argv,
        options,
      ),
  }
}
