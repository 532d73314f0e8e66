import type { Cluster, KubernetesApi, PodSpec } from '../cluster.ts'
import { deployProbes, waitForPods } from '../kubernetes/probe-pods.ts'
import { waitForNodes } from '../kubernetes/readiness.ts'
import type { Engine } from './engine.ts'
import { startOutsideHost } from './outside-host.ts'

const healthTimeoutMs = 90_000

interface Parts extends Pick<Cluster, 'name' | 'variant' | 'nodes' | 'reused' | 'installed'> {
  readonly engine: Engine
  readonly kubernetes: KubernetesApi
  /** What `close` does: deletes the cluster, or leaves a kept one. */
  readonly end: () => Promise<void>
  readonly discard: () => Promise<void>
}

/** A kind cluster with its CNI. */
export function kindCluster({ engine, end, discard, ...facts }: Parts): Cluster {
  const { name, nodes, kubernetes } = facts
  let podSpecs: readonly PodSpec[] = []
  let ending: Promise<void> | undefined
  const close = () => (ending ??= end())
  return {
    ...facts,
    deployProbes: (pods, services, signal) => {
      podSpecs = pods
      return deployProbes(kubernetes, pods, services, signal)
    },
    onNode: (node, argv, { signal }) => engine.inNode(node, argv, { signal, onFailure: 'return' }),
    outside: (argv, signal) => {
      const host = { cluster: name, node: nodes[0]?.name ?? '', image: kubernetes.images.client, argv }
      return startOutsideHost(engine, host, signal)
    },
    pause: (signal) => engine.pause(name, signal),
    resume: async (signal) => {
      await engine.unpause(name, signal)
      await waitForNodes(kubernetes, nodes.length, healthTimeoutMs, signal)
      if (podSpecs.length > 0) await waitForPods(kubernetes, podSpecs, healthTimeoutMs, signal)
    },
    close,
    discard: () => (ending = discard()),
    [Symbol.asyncDispose]: close,
  }
}
