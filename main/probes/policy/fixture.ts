import type { Cluster, KubernetesApi, Pod } from '../../clusters/cluster.ts'
import { fullName, type ClusterModel } from '../../policy-model/cluster-model.ts'
import type { PlaceName } from './cases/case.ts'
import { X, Y, Z } from './cases/policies.ts'
import { dialerOf } from './dialer.ts'
import { notReady } from './failure.ts'
import { outsideNameManifests, outsideScript, served, serviceManifest, type FixturePod } from './fixture-manifests.ts'
import type { Dialer } from './observe.ts'
import { dnsPods, startPods } from './pods.ts'

export interface Fixture {
  readonly model: ClusterModel
  readonly outside: Pod
  /** Where the nodes' network has IPv6. */
  readonly outside6: string | undefined
  /** A Pod behind the cluster's DNS. */
  readonly dns: PlaceName
  readonly dialer: Dialer
  readonly pods: readonly FixturePod[]
  readonly image: string
}

function fixturePods(nodes: Cluster['nodes']): readonly FixturePod[] {
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

const namespaces = [
  { name: X, labels: { team: 'x' } },
  { name: Y, labels: { team: 'y' } },
  { name: Z, labels: { team: 'z' } },
]

const visitor = {
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: 'visitor', namespace: Z, labels: { role: 'visitor' } },
}

/** Makes the namespaces, Pods and the Service, and the host outside; returns when all run. */
export async function makeFixture(cluster: Cluster, kubernetes: KubernetesApi, signal: AbortSignal): Promise<Fixture> {
  const pods = fixturePods(cluster.nodes)
  const image = kubernetes.images.client
  if (!cluster.outside) throw notReady('This runtime has no host outside of the cluster.')
  const beside = [visitor, serviceManifest(X, 'web', { pod: 'a' })]
  const [outside, running] = await Promise.all([
    cluster.outside(['sh', '-c', outsideScript(served, '0.0.0.0 ::')], signal),
    startPods(kubernetes, { namespaces, pods, image, beside }, signal),
  ])
  const dns = await dnsPods(kubernetes, signal)
  const [behindDns] = dns
  if (!behindDns) throw notReady('No Pod of the cluster DNS was found.')
  const model: ClusterModel = {
    namespaces: [...namespaces, { name: 'kube-system', labels: {} }],
    pods: [...running, ...dns],
    nodes: cluster.nodes.map(({ name, address }) => ({ name, address })),
  }
  const outside6 = await ipv6Of(outside, signal)
  await kubernetes.apply(outsideNameManifests(outside.address), signal)
  const dialer = await dialerOf(kubernetes, { model, outside, outside6 }, signal)
  return { model, outside, outside6, dns: fullName(behindDns), dialer, pods, image }
}

async function ipv6Of(outside: Pod, signal: AbortSignal): Promise<string | undefined> {
  const { stdout } = await outside.exec(['ip', '-o', '-6', 'addr', 'show', 'scope', 'global'], { signal })
  return /inet6 ([^/ ]+)/.exec(stdout)?.[1]
}
