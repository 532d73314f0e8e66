import { z } from 'zod'
import type { Rollout } from '../../cnis/recipe.ts'
import type { KubernetesApi } from '../cluster.ts'
import { waitFor, type Progress } from './wait.ts'
import { whyNotReady } from './why-not-ready.ts'

const condition = z.object({ type: z.string(), status: z.string(), message: z.string().optional() })

const nodeShape = z.object({
  metadata: z.object({ name: z.string(), labels: z.record(z.string(), z.string()).default({}) }),
  status: z.object({
    conditions: z.array(condition).default([]),
    addresses: z.array(z.object({ type: z.string(), address: z.string() })).default([]),
    nodeInfo: z.object({ kubeletVersion: z.string() }),
  }),
})
export type KubeNode = z.infer<typeof nodeShape>

const workloadShape = z.object({
  metadata: z.object({ name: z.string(), generation: z.number().default(0) }),
  spec: z.object({
    replicas: z.number().optional(),
    selector: z.object({ matchLabels: z.record(z.string(), z.string()).optional() }).optional(),
  }),
  status: z
    .object({
      observedGeneration: z.number().default(0),
      desiredNumberScheduled: z.number().optional(),
      updatedNumberScheduled: z.number().optional(),
      numberAvailable: z.number().default(0),
      availableReplicas: z.number().default(0),
      updatedReplicas: z.number().default(0),
    })
    .default({ observedGeneration: 0, numberAvailable: 0, availableReplicas: 0, updatedReplicas: 0 }),
})
type Workload = z.infer<typeof workloadShape>

const isTrue = (conditions: readonly z.infer<typeof condition>[], type: string) =>
  conditions.some((entry) => entry.type === type && entry.status === 'True')

/** Waits until `count` nodes are Ready. */
export const waitForNodes = (api: Pick<KubernetesApi, 'get'>, count: number, timeoutMs: number, signal: AbortSignal) =>
  waitFor(
    api,
    {
      what: 'The nodes',
      path: '/api/v1/nodes',
      item: nodeShape,
      evaluate: (nodes) => nodesReady(nodes, count),
      timeoutMs,
      hint: 'The CNI’s Pods may be failing.',
      diagnose: (within) => whyNotReady(api, {}, within),
    },
    signal,
  )

export function nodesReady(nodes: readonly KubeNode[], count: number): Progress {
  const notReady = nodes.filter(({ status }) => !isTrue(status.conditions, 'Ready'))
  if (nodes.length >= count && notReady.length === 0) return { done: true }
  const [first] = notReady
  if (!first) return { done: false, waitingFor: `${String(count - nodes.length)} more node(s)` }
  const why = first.status.conditions.find(({ type }) => type === 'Ready')?.message ?? 'no heartbeat yet'
  return { done: false, waitingFor: `node ${first.metadata.name} (${why})` }
}

/** Waits until every Pod of a workload is updated and available. */
export const waitForRollout = (
  api: Pick<KubernetesApi, 'get'>,
  rollout: Rollout,
  timeoutMs: number,
  signal: AbortSignal,
) => {
  let labels: Readonly<Record<string, string>> | undefined
  return waitFor(
    api,
    {
      what: `${rollout.kind} ${rollout.namespace}/${rollout.name}`,
      path: `/apis/apps/v1/namespaces/${rollout.namespace}/${rollout.kind.toLowerCase()}s?fieldSelector=metadata.name%3D${rollout.name}`,
      item: workloadShape,
      evaluate: ([workload]) => {
        labels = workload?.spec.selector?.matchLabels ?? labels
        return workload ? rolledOut(workload) : { done: false, waitingFor: 'it to exist' }
      },
      timeoutMs,
      diagnose: (within) => whyNotReady(api, { namespace: rollout.namespace, ...(labels && { labels }) }, within),
    },
    signal,
  )
}

export function rolledOut({ metadata, spec, status }: Workload): Progress {
  if (status.observedGeneration < metadata.generation) return { done: false, waitingFor: 'its controller' }
  const isDaemonSet = status.desiredNumberScheduled !== undefined
  const wanted = isDaemonSet ? (status.desiredNumberScheduled ?? 0) : (spec.replicas ?? 1)
  const updated = isDaemonSet ? (status.updatedNumberScheduled ?? 0) : status.updatedReplicas
  const available = isDaemonSet ? status.numberAvailable : status.availableReplicas
  if (wanted > 0 && updated >= wanted && available >= wanted) return { done: true }
  return { done: false, waitingFor: `${String(available)} of ${String(wanted)} Pods available` }
}
