import { z } from 'zod'

const labels = z.record(z.string(), z.string()).readonly()

export const protocolSchema = z.enum(['TCP', 'UDP', 'SCTP'])
export type Protocol = z.infer<typeof protocolSchema>

const podPortSchema = z.object({ name: z.string().optional(), protocol: protocolSchema, port: z.number() }).readonly()
export type PodPort = z.infer<typeof podPortSchema>

const podSchema = z
  .object({
    namespace: z.string(),
    name: z.string(),
    labels,
    node: z.string(),
    /** The node's own for a host-network Pod. */
    address: z.string(),
    /** Where the cluster has IPv6, too. */
    address6: z.string().optional(),
    hostNetwork: z.boolean(),
    /** What its containers declare: named ports are looked up here. */
    ports: z.array(podPortSchema).readonly(),
  })
  .readonly()
export type ModelPod = z.infer<typeof podSchema>

/** All of a cluster that policies can speak of. */
export const clusterModelSchema = z
  .object({
    namespaces: z.array(z.object({ name: z.string(), labels }).readonly()).readonly(),
    pods: z.array(podSchema).readonly(),
    nodes: z.array(z.object({ name: z.string(), address: z.string() }).readonly()).readonly(),
  })
  .readonly()
export type ClusterModel = z.infer<typeof clusterModelSchema>

/** `namespace/name`, as records call a Pod. */
export const podName = ({ namespace, name }: Pick<ModelPod, 'namespace' | 'name'>) => `${namespace}/${name}` as const

export const podNamed = <P extends Pick<ModelPod, 'namespace' | 'name'>>(pods: readonly P[], name: string) =>
  pods.find((pod) => podName(pod) === name)

export type Endpoint =
  | { readonly kind: 'pod'; readonly pod: ModelPod }
  | { readonly kind: 'outside'; readonly address: string }
  | { readonly kind: 'node'; readonly name: string; readonly address: string }

/** A connection that somebody tries to open; `port` is the one that it arrives at, after any Service. */
export interface Connection {
  readonly from: Endpoint
  readonly to: Endpoint
  readonly protocol: Protocol
  readonly port: number
}
