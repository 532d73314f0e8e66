import { z } from 'zod'
import type { KubernetesApi, Manifest } from '../../clusters/cluster.ts'
import { namespaceManifest } from '../../clusters/kubernetes/manifests.ts'
import { fullName, podNamed, type ClusterModel, type ModelPod, type PodPort } from '../../policy-model/cluster-model.ts'
import { poll } from '../../system/poll.ts'
import { itemsAt } from './api-objects.ts'
import { notReady } from './failure.ts'
import { podManifest, served, type FixturePod } from './fixture-manifests.ts'

/** For all lanes' Pods at once: on a busy machine with two cores, with a CNI that compiles programs, it took 41 s. */
const patience = { timeoutMs: 180_000, pauseMs: 300 }

const podSchema = z.object({
  metadata: z.object({ name: z.string(), namespace: z.string(), labels: z.record(z.string(), z.string()).default({}) }),
  spec: z.object({ nodeName: z.string().default(''), hostNetwork: z.boolean().default(false) }),
  status: z.object({
    podIP: z.string().default(''),
    podIPs: z.array(z.object({ ip: z.string() })).default([]),
    conditions: z.array(z.object({ type: z.string(), status: z.string() })).default([]),
  }),
})
type KubePod = z.infer<typeof podSchema>

interface Wanted {
  readonly namespaces: ClusterModel['namespaces']
  readonly pods: readonly FixturePod[]
  readonly image: string
  readonly ports?: readonly PodPort[]
  /** What must be there before the Pods. */
  readonly beside?: readonly Manifest[]
}

/** Makes namespaces and Pods in them that serve these ports; returns when all run. */
export async function startPods(
  kubernetes: KubernetesApi,
  { namespaces, pods, image, ports = served, beside = [] }: Wanted,
  signal: AbortSignal,
): Promise<readonly ModelPod[]> {
  await kubernetes.apply(
    namespaces.map(({ name, labels }) => namespaceManifest(name, labels)),
    signal,
  )
  await kubernetes.apply(beside, signal)
  await kubernetes.apply(
    pods.map((pod) => podManifest(pod, image, { ports })),
    signal,
  )
  return (await waitForPods(kubernetes, pods, signal)).map((pod) => ({ ...pod, ports }))
}

/** Waits until Pods are ready. @throws LabError `not-ready`, naming the Pod */
export async function waitForPods(
  kubernetes: KubernetesApi,
  wanted: readonly Pick<FixturePod, 'namespace' | 'name'>[],
  signal: AbortSignal,
): Promise<readonly ModelPod[]> {
  const inNamespaces = [...new Set(wanted.map(({ namespace }) => namespace))]
  let late = wanted[0]
  const observe = async () => {
    const lists = inNamespaces.map((name) => podsIn(kubernetes, name, signal))
    const ready = (await Promise.all(lists)).flat().filter(isReady).map(asModelPod)
    late = wanted.find((pod) => !podNamed(ready, fullName(pod)))
    return late ? undefined : ready.filter((pod) => podNamed(wanted, fullName(pod)))
  }
  const ready = await poll(observe, { ...patience, signal })
  if (ready) return ready
  throw notReady(`The Pod ${late ? fullName(late) : ''} does not get ready.`)
}

const isReady = ({ status }: KubePod) =>
  status.podIP !== '' && status.conditions.some(({ type, status: is }) => type === 'Ready' && is === 'True')

const podsIn = (kubernetes: KubernetesApi, namespace: string, signal: AbortSignal) =>
  itemsAt(kubernetes, `/api/v1/namespaces/${namespace}/pods`, podSchema, signal)

/** The port 53 of the DNS Pods is all that is told of them. */
export async function dnsPods(kubernetes: KubernetesApi, signal: AbortSignal): Promise<readonly ModelPod[]> {
  const ports: readonly PodPort[] = [
    { name: 'dns', protocol: 'UDP', port: 53 },
    { name: 'dns-tcp', protocol: 'TCP', port: 53 },
  ]
  return (await podsIn(kubernetes, 'kube-system', signal))
    .filter(({ metadata }) => metadata.labels['k8s-app'] === 'kube-dns')
    .map((pod) => ({ ...asModelPod(pod), ports }))
}

const asModelPod = ({ metadata, spec, status }: KubePod): ModelPod => ({
  ...metadata,
  node: spec.nodeName,
  address: status.podIP,
  address6: status.podIPs.find(({ ip }) => ip.includes(':'))?.ip,
  hostNetwork: spec.hostNetwork,
  ports: served,
})
