import type { Bench, ClusterNode, PodSpec, ServiceSpec } from '../clusters/cluster.ts'
import type { PathId, Probe, Target } from '../probes/probe.ts'
import { baselinePath, pathIds } from '../probes/probe.ts'
import { LabError } from '../system/errors.ts'
import { seededRandom, shuffled } from '../system/random.ts'

/** One thing to measure in each cluster and round. */
export interface Measurement {
  readonly probe: Probe
  readonly caseId: string
  readonly path: PathId
}

/** Everything to measure in one turn of one cluster, the baseline first. */
export const measurementsOf = (probes: readonly Probe[], paths: readonly PathId[]): readonly Measurement[] =>
  pathIds
    .filter((path) => path === baselinePath || paths.includes(path))
    .flatMap((path) =>
      probes
        .filter((probe) => probe.paths.includes(path))
        .flatMap((probe) => probe.cases.map(({ id }) => ({ probe, caseId: id, path }))),
    )

/** The variants' order in a round: shuffled anew each round, the same for the same seed. */
export const orderOf = (variants: readonly string[], seed: number, round: number): readonly string[] =>
  shuffled(variants, seededRandom(seed + round))

const clientPod = 'client'
const hostClientPod = 'host-client'
const serviceName = 'server'
/** Where each path begins and ends. */
const endpoints: Readonly<Record<PathId, { readonly from: string; readonly to: string }>> = {
  'host-host': { from: hostClientPod, to: 'host-server' },
  'pod-pod/same-node': { from: clientPod, to: 'server-near' },
  'pod-pod/cross-node': { from: clientPod, to: 'server-far' },
  'pod-service': { from: clientPod, to: serviceName },
}

/**
 * The Pods of every cluster: a client and a server on the first worker, a server on the second, and the same two roles in the
 * nodes' own network for the baseline. Servers of all probes are always there, so that kept clusters fit any later choice.
 */
export function benchOf(
  probes: readonly Probe[],
  nodes: readonly ClusterNode[],
  hasServices: boolean,
): { readonly pods: readonly PodSpec[]; readonly services: readonly ServiceSpec[] } {
  const [near, far] = nodes.filter(({ role }) => role === 'worker')
  if (!near || !far)
    throw new LabError({
      code: 'cluster-failed',
      title: 'Cannot place the probes',
      message: `the cluster has ${String(nodes.length)} node(s), and two workers are needed.`,
    })
  const client = [{ name: 'client', image: 'client', argv: ['sleep', 'infinity'] }] as const
  const servers = probes.map(({ server }) => server)
  return {
    pods: [
      { name: clientPod, node: near.name, hostNetwork: false, containers: client },
      { name: 'server-near', node: near.name, hostNetwork: false, containers: servers },
      { name: 'server-far', node: far.name, hostNetwork: false, containers: servers },
      { name: hostClientPod, node: near.name, hostNetwork: true, containers: client },
      { name: 'host-server', node: far.name, hostNetwork: true, containers: servers },
    ],
    services: hasServices ? [{ name: serviceName, pod: 'server-far', ports: servers.map(({ port }) => port) }] : [],
  }
}

/** Where a path's traffic starts and what it is sent to, in a bench that exists. */
export function route(bench: Bench, path: PathId, port: number): { readonly from: string; readonly target: Target } {
  const { from, to } = endpoints[path]
  const host = bench.serviceHosts.get(to) ?? bench.pods.get(to)?.address
  if (!host || !bench.pods.has(from))
    throw new LabError({
      code: 'internal',
      title: `Cannot measure ${path}`,
      message: `there is no Pod ${from} or ${to}.`,
    })
  return { from, target: { host, port } }
}
