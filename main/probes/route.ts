import type { Pod, ProbePods } from '../clusters/cluster.ts'
import type { PathId } from '../experiment/paths.ts'
import { LabError } from '../system/errors.ts'
import type { Target } from './probe.ts'

/** The Pods that are in every cluster: `near` is on the client's node, `far` on another; host ones are in the nodes' own network. */
export const podNames = {
  client: 'client',
  near: 'server-near',
  far: 'server-far',
  hostClient: 'host-client',
  hostServer: 'host-server',
} as const

/** The Service before `far`. */
export const serviceName = 'server'

interface Ends {
  readonly from: string
  /** A Pod or a Service. */
  readonly to: string
  /** It leads to the Service's ports by ports of its own. */
  readonly byNodePort?: true
}

/** None where no traffic goes. */
const endsOf: Readonly<Record<PathId, Ends | undefined>> = {
  'host-host': { from: podNames.hostClient, to: podNames.hostServer },
  'pod-pod/same-node': { from: podNames.client, to: podNames.near },
  'pod-pod/cross-node': { from: podNames.client, to: podNames.far },
  'pod-service': { from: podNames.client, to: serviceName },
  'pod-nodeport': { from: podNames.client, to: podNames.hostServer, byNodePort: true },
  cluster: undefined,
}

/** One of the Pods that are in every cluster. @throws LabError `internal` */
export function podOf({ pods }: ProbePods, name: string): Pod {
  const pod = pods.get(name)
  if (pod) return pod
  throw new LabError({ code: 'internal', title: 'Cannot look into the cluster', message: `There is no Pod ${name}.` })
}

/** Where a path's traffic starts and what it is sent to. @throws LabError `internal` where the path is none, or its Pods are missing */
export function route(
  probePods: ProbePods,
  path: PathId,
  port: number,
): { readonly from: Pod; readonly target: Target } {
  const ends = endsOf[path]
  const from = probePods.pods.get(ends?.from ?? '')
  const host = ends && (probePods.serviceHosts.get(ends.to) ?? probePods.pods.get(ends.to)?.address)
  const reached = ends?.byNodePort ? probePods.nodePorts?.get(port) : port
  if (from && host && reached !== undefined) return { from, target: { host, port: reached } }
  throw new LabError({
    code: 'internal',
    title: `Cannot measure ${path}`,
    message: ends ? `there is no ${ends.from} or ${ends.to}, or no port ${String(port)}.` : 'no traffic goes this way.',
  })
}
