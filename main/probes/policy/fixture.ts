import type { Cluster, KubernetesApi, Pod } from '../../clusters/cluster.ts'
import { fullName, type ClusterModel } from '../../policy-model/cluster-model.ts'
import type { PlaceName } from './cases/case.ts'
import { X, Y, Z } from './cases/policies.ts'
import { dialerOf } from './dialer.ts'
import { notReady } from './failure.ts'
import { outsideNameManifests, outsideScript, served, serviceManifest, type FixturePod } from './fixture-manifests.ts'
import { laneCount, namesOfLane, type LaneNames } from './lanes.ts'
import type { Dialer } from './observe.ts'
import { dnsPods, startPods } from './pods.ts'

/** A lane's part of the cluster, and what it shares with others. */
export interface Fixture {
  /** The lane's namespaces, by those that cases speak of. */
  readonly names: LaneNames
  /** Of all lanes. */
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

/** In the names of a lane. Only one Pod of a node's network can listen on the ports of all, so that one lane alone has it. */
function fixturePods(nodes: Cluster['nodes'], { x, y, z, isFirst }: LanePlace): readonly FixturePod[] {
  const workers = nodes.filter(({ role }) => role === 'worker')
  const [one = '', two = one] = workers.map(({ name }) => name)
  const of = (namespace: string, name: string, node: string, extra: Partial<FixturePod> = {}): FixturePod => ({
    ...{ namespace, name, node, labels: { pod: name }, hostNetwork: false },
    ...extra,
  })
  return [
    of(x, 'a', one),
    of(x, 'b', two, { labels: { pod: 'b', role: 'guest' } }),
    ...(isFirst ? [of(x, 'c', one, { hostNetwork: true })] : []),
    of(y, 'a', two),
    of(z, 'a', one, { labels: { pod: 'a', role: 'guest' }, serviceAccount: 'visitor' }),
  ]
}

interface LanePlace {
  readonly names: LaneNames
  readonly x: string
  readonly y: string
  readonly z: string
  readonly isFirst: boolean
}

function placeOf(index: number): LanePlace {
  const names = namesOfLane(index)
  const own = (name: string) => names.get(name) ?? name
  return { names, ...{ x: own(X), y: own(Y), z: own(Z) }, isFirst: index === 0 }
}

const namespacesOf = ({ x, y, z }: LanePlace): ClusterModel['namespaces'] => [
  { name: x, labels: { team: 'x' } },
  { name: y, labels: { team: 'y' } },
  { name: z, labels: { team: 'z' } },
]

const visitorIn = (namespace: string) => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name: 'visitor', namespace, labels: { role: 'visitor' } },
})

/** Makes every lane's namespaces, Pods and Service, and the host outside, which all share; returns when all run. */
export async function makeFixtures(
  cluster: Cluster,
  kubernetes: KubernetesApi,
  signal: AbortSignal,
): Promise<readonly Fixture[]> {
  const image = kubernetes.images.client
  if (!cluster.outside) throw notReady('This runtime has no host outside of the cluster.')
  const startLane = (lane: LanePlace) => {
    const pods = fixturePods(cluster.nodes, lane)
    const beside = [visitorIn(lane.z), serviceManifest(lane.x, 'web', { pod: 'a' })]
    return startPods(kubernetes, { namespaces: namespacesOf(lane), pods, image, beside }, signal)
  }
  const lanes = Array.from({ length: laneCount }, (_, index) => placeOf(index))
  const [outside, running] = await Promise.all([
    cluster.outside(['sh', '-c', outsideScript(served, '0.0.0.0 ::')], signal),
    Promise.all(lanes.map(startLane)),
  ])
  const dns = await dnsPods(kubernetes, signal)
  const [behindDns] = dns
  if (!behindDns) throw notReady('No Pod of the cluster DNS was found.')
  const model: ClusterModel = {
    namespaces: [...lanes.flatMap(namespacesOf), { name: 'kube-system', labels: {} }],
    pods: [...running.flat(), ...dns],
    nodes: cluster.nodes.map(({ name, address }) => ({ name, address })),
  }
  const outside6 = await ipv6Of(outside, signal)
  await kubernetes.apply(outsideNameManifests(outside.address), signal)
  const shared = { model, outside, outside6, dns: fullName(behindDns), image }
  const fixtureOf = async (lane: LanePlace): Promise<Fixture> => ({
    ...shared,
    names: lane.names,
    pods: fixturePods(cluster.nodes, lane),
    dialer: await dialerOf(kubernetes, { home: lane.x, model, outside, outside6 }, signal),
  })
  return Promise.all(lanes.map(fixtureOf))
}

async function ipv6Of(outside: Pod, signal: AbortSignal): Promise<string | undefined> {
  const { stdout } = await outside.exec(['ip', '-o', '-6', 'addr', 'show', 'scope', 'global'], { signal })
  return /inet6 ([^/ ]+)/.exec(stdout)?.[1]
}
