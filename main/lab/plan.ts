import type { ClusterNode, PodSpec, ServicePort, ServiceSpec } from '../clusters/cluster.ts'
import type { ProbeCell } from '../experiment/cells.ts'
import type { Probe } from '../probes/probe.ts'
import { podNames, serviceName } from '../probes/route.ts'
import { LabError } from '../system/errors.ts'

/** One thing to read in each cluster. */
export type Measurement = ProbeCell<Probe>

/**
 * The Pods of every cluster: a client and a server on the first worker, a server on the second, and the same two roles in the
 * nodes' own network for the baseline. Servers of all probes are always there, so that kept clusters fit any later choice.
 */
export function probePodsOf(
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
  const servers = serversOf(probes)
  return {
    pods: [
      { name: podNames.client, node: near.name, hostNetwork: false, containers: client },
      { name: podNames.near, node: near.name, hostNetwork: false, containers: servers },
      { name: podNames.far, node: far.name, hostNetwork: false, containers: servers },
      { name: podNames.hostClient, node: near.name, hostNetwork: true, containers: client },
      { name: podNames.hostServer, node: far.name, hostNetwork: true, containers: servers },
    ],
    services: hasServices ? [{ name: serviceName, pod: podNames.far, ports: servers.map(servicePort) }] : [],
  }
}

/** Each once: probes share some. */
const serversOf = (probes: readonly Probe[]) => [...new Set(probes.flatMap((probe) => probe.servers))]

/** Where those that are chosen by hand do not meet those that Kubernetes draws. Source: KEP-3668, a band of 86 for the default range. */
const firstNodePort = 30_000

const servicePort = ({ port, udp }: Probe['servers'][number], index: number): ServicePort => ({
  port,
  nodePort: firstNodePort + index,
  protocols: udp ? ['TCP', 'UDP'] : ['TCP'],
})
