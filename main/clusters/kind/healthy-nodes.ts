import { LabError } from '../../system/errors.ts'
import type { ClusterNode, KubernetesApi } from '../cluster.ts'
import { waitForNodes, type KubeNode } from '../kubernetes/readiness.ts'
import type { Engine } from './engine.ts'
import { nodeRoles } from './kind-config.ts'

const timeoutMs = 20_000

/**
 * The nodes of a cluster that is ready. Since heartbeats may be late by an hour (see kindConfig), a node that is gone can still
 * be Ready to Kubernetes: that it is there is for the engine to say.
 * @throws LabError `not-ready`
 */
export async function healthyNodes(
  engine: Engine,
  client: KubernetesApi,
  cluster: string,
  signal: AbortSignal,
): Promise<readonly ClusterNode[]> {
  const running = await engine.runningContainersOf(cluster, signal)
  if (running.length === nodeRoles.length)
    return (await waitForNodes(client, nodeRoles.length, timeoutMs, signal)).map(asClusterNode)
  throw new LabError({
    code: 'not-ready',
    title: `Cannot use the cluster ${cluster}`,
    message: `of its ${String(nodeRoles.length)} nodes only ${String(running.length)} run.`,
    hint: `cnilab clusters delete ${cluster}`,
  })
}

const asClusterNode = ({ metadata, status }: KubeNode): ClusterNode => ({
  name: metadata.name,
  role: 'node-role.kubernetes.io/control-plane' in metadata.labels ? 'control-plane' : 'worker',
  address: status.addresses.find(({ type }) => type === 'InternalIP')?.address ?? '',
})
