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
  readonly to: string
}

/** None where no traffic goes. */
const endsOf: Readonly<Record<PathId, Ends | undefined>> = {
  'host-host': { from: podNames.hostClient, to: podNames.hostServer },
  'pod-pod/same-node': { from: podNames.client, to: podNames.near },
  'pod-pod/cross-node': { from: podNames.client, to: podNames.far },
  'pod-service': { from: podNames.client, to: serviceName },
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
  if (from && host) return { from, target: { host, port } }
  throw new LabError({
    code: 'internal',
    title: `Cannot measure ${path}`,
    message: ends ? `there is no Pod ${ends.from} or ${ends.to}.` : 'no traffic goes this way.',
  })
}
