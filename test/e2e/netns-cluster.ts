import type { Cluster, PodSpec, ProbePods } from '../../main/clusters/cluster.ts'
import { netnsRuntime } from '../../main/clusters/netns/netns-runtime.ts'
import type { NetnsVariant } from '../../main/cnis/netns/datapath.ts'
import type { ReadingKey } from '../../main/experiment/cell-key.ts'
import { probePodsOf } from '../../main/lab/plan.ts'
import { probes } from '../../main/probes/index.ts'
import type { ProbeContext } from '../../main/probes/probe.ts'

export const { signal } = new AbortController()
const steps = { step: <T>(_title: string, run: () => Promise<T>) => run(), log: () => undefined }
const runtime = netnsRuntime({ viaSudo: false })

export interface NetnsCluster {
  readonly cluster: Cluster
  readonly probePods: ProbePods
}

/** Namespaces with the Pods of all probes, each as `adapt` would have it; whoever makes them closes the cluster. */
export async function aNetnsCluster(
  variant: NetnsVariant,
  adapt = (pod: PodSpec): PodSpec => pod,
): Promise<NetnsCluster> {
  const cluster = await runtime.acquire(variant, { signal, steps, owner: 'a test' })
  const { pods } = probePodsOf(probes.all(), cluster.nodes, false)
  return { cluster, probePods: await cluster.deployProbes(pods.map(adapt), [], signal) }
}

/** What a reading there works with; its outputs are not kept. */
export const contextIn = (
  { cluster, probePods }: NetnsCluster,
  key: Omit<ReadingKey, 'variant'>,
  intensity: ProbeContext['intensity'] = { durationS: 1, requests: 1 },
): ProbeContext => ({
  key: { ...key, variant: cluster.variant.id },
  ...{ intensity, cluster, probePods, signal, seed: 1, log: () => undefined },
  record: async (_part, _command, run) => ({ ...(await run()), raw: 0, startedAtMs: 0, durationMs: 0 }),
})
