import { z } from 'zod'
import type { Cluster, KubernetesApi, Manifest, Pod } from '../../clusters/cluster.ts'
import { poll } from '../../system/poll.ts'
import { namespaces, X, Y, Z } from './cases/case.ts'
import type { ClusterModel, ModelPod } from '../../policy-model/cluster-model.ts'
import {
  namespaceManifest,
  outsideNameManifests,
  podManifest,
  served,
  serviceAccountManifest,
  serviceManifest,
  type FixturePod,
} from './fixture-manifests.ts'
import type { Dialer } from './observe.ts'
import { notReady } from './not-ready.ts'
import { outsideScript } from './outside-script.ts'
import { dialerOf } from './dialer.ts'

export interface Fixture {
  readonly model: ClusterModel
  readonly outside: Pod
  /** Where the nodes' network has IPv6. */
  readonly outside6: string | undefined
  /** A Pod behind the cluster's DNS. */
  readonly dns: string
  readonly dialer: Dialer
  readonly pods: readonly FixturePod[]
  readonly image: string
}

export const teams: Readonly<Record<string, string>> = { [X]: 'x', [Y]: 'y', [Z]: 'z' }
const readyTimeoutMs = 90_000
const pauseMs = 300

const podList = z.object({
  items: z.array(
    z.object({
      metadata: z.object({
        name: z.string(),
        namespace: z.string(),
        labels: z.record(z.string(), z.string()).default({}),
      }),
      spec: z.object({ nodeName: z.string().default(''), hostNetwork: z.boolean().default(false) }),
      status: z.object({
        podIP: z.string().default(''),
        podIPs: z.array(z.object({ ip: z.string() })).default([]),
        conditions: z.array(z.object({ type: z.string(), status: z.string() })).default([]),
      }),
    }),
  ),
})
type KubePod = z.infer<typeof podList>['items'][number]

export function fixturePods(nodes: Cluster['nodes']): readonly FixturePod[] {
  const workers = nodes.filter(({ role }) => role === 'worker')
  const [one = '', two = one] = workers.map(({ name }) => name)
  const of = (namespace: string, name: string, node: string, extra: Partial<FixturePod> = {}): FixturePod => ({
    ...{ namespace, name, node, labels: { pod: name }, hostNetwork: false },
    ...extra,
  })
  return [
    of(X, 'a', one),
    of(X, 'b', two, { labels: { pod: 'b', role: 'guest' } }),
    of(X, 'c', one, { hostNetwork: true }),
    of(Y, 'a', two),
    of(Z, 'a', one, { labels: { pod: 'a', role: 'guest' }, serviceAccount: 'visitor' }),
  ]
}

/** Makes the namespaces, Pods and the Service, and the host outside; returns when all run. */
export async function makeFixture(cluster: Cluster, kubernetes: KubernetesApi, signal: AbortSignal): Promise<Fixture> {
  const pods = fixturePods(cluster.nodes)
  const image = kubernetes.images.client
  if (!cluster.outside) throw notReady('This runtime has no host outside of the cluster.')
  const starting = cluster.outside(['sh', '-c', outsideScript(served, '0.0.0.0 ::')], signal)
  const [outside] = await Promise.all([starting, applyFixture(kubernetes, pods, image, signal)])
  const running = await waitForPods(kubernetes, pods, signal)
  const dns = await dnsPods(kubernetes, signal)
  const model: ClusterModel = {
    namespaces: [
      ...namespaces.map((name) => ({ name, labels: { team: teams[name] ?? '' } })),
      { name: 'kube-system', labels: {} },
    ],
    pods: [...running, ...dns],
    nodes: cluster.nodes.map(({ name, address }) => ({ name, address })),
  }
  const [behindDns] = dns
  if (!behindDns) throw notReady('No Pod of the cluster DNS was found.')
  const outside6 = await ipv6Of(outside, signal)
  await kubernetes.apply(outsideNameManifests(outside.address), signal)
  const dialer = await dialerOf(kubernetes, { model, outside, outside6 }, signal)
  return { model, outside, outside6, dns: `${behindDns.namespace}/${behindDns.name}`, dialer, pods, image }
}

async function ipv6Of(outside: Pod, signal: AbortSignal): Promise<string | undefined> {
  const { stdout } = await outside.exec(['ip', '-o', '-6', 'addr', 'show', 'scope', 'global'], { signal })
  return /inet6 ([^/ ]+)/.exec(stdout)?.[1]
}

async function applyFixture(
  kubernetes: KubernetesApi,
  pods: readonly FixturePod[],
  image: string,
  signal: AbortSignal,
): Promise<void> {
  await kubernetes.apply(
    namespaces.map((name) => namespaceManifest(name, { team: teams[name] ?? '' })),
    signal,
  )
  await kubernetes.apply([serviceAccountManifest(Z, 'visitor', { role: 'visitor' })], signal)
  const manifests: Manifest[] = pods.map((pod) => podManifest(pod, image))
  await kubernetes.apply([...manifests, serviceManifest(X, 'web', { pod: 'a' })], signal)
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
    const ready = (await podsOf(kubernetes, inNamespaces, signal)).filter(isReady)
    late = wanted.find((pod) => !ready.some(({ metadata }) => isNamed(metadata, pod)))
    return late ? undefined : ready.filter(({ metadata }) => wanted.some((pod) => isNamed(metadata, pod)))
  }
  const ready = await poll(observe, { timeoutMs: readyTimeoutMs, pauseMs, signal })
  if (ready) return ready.map(asModelPod)
  throw notReady(`The Pod ${late?.namespace ?? ''}/${late?.name ?? ''} does not get ready.`)
}

const isNamed = (one: { name: string; namespace: string }, other: Pick<FixturePod, 'namespace' | 'name'>) =>
  one.name === other.name && one.namespace === other.namespace

const isReady = ({ status }: KubePod) =>
  status.podIP !== '' && status.conditions.some(({ type, status: is }) => type === 'Ready' && is === 'True')

async function podsOf(
  kubernetes: KubernetesApi,
  of: readonly string[],
  signal: AbortSignal,
): Promise<readonly KubePod[]> {
  const lists = await Promise.all(of.map((name) => kubernetes.get(`/api/v1/namespaces/${name}/pods`, signal)))
  return lists.flatMap((list) => podList.parse(JSON.parse(list ?? '{"items":[]}')).items)
}

/** The port 53 of the DNS Pods is all that is told of them. */
async function dnsPods(kubernetes: KubernetesApi, signal: AbortSignal): Promise<readonly ModelPod[]> {
  const found = await podsOf(kubernetes, ['kube-system'], signal)
  const ports = [
    { name: 'dns', protocol: 'UDP', port: 53 },
    { name: 'dns-tcp', protocol: 'TCP', port: 53 },
  ] as const
  return found
    .filter(({ metadata }) => metadata.labels['k8s-app'] === 'kube-dns')
    .map((pod) => ({ ...asModelPod(pod), ports }))
}

const asModelPod = ({ metadata, spec, status }: KubePod): ModelPod => ({
  namespace: metadata.namespace,
  name: metadata.name,
  labels: metadata.labels,
  node: spec.nodeName,
  address: status.podIP,
  address6: status.podIPs.find(({ ip }) => ip.includes(':'))?.ip,
  hostNetwork: spec.hostNetwork,
  ports: served,
})
