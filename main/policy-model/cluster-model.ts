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

interface Named {
  readonly namespace: string
  readonly name: string
}

/** `namespace/name`, as records call it. */
export const fullName = ({ namespace, name }: Named) => `${namespace}/${name}` as const

export const podNamed = <P extends Named>(pods: readonly P[], name: string): P | undefined =>
  pods.find((pod) => fullName(pod) === name)

export type Endpoint =
  | { readonly kind: 'pod'; readonly pod: ModelPod }
  | { readonly kind: 'outside'; readonly address: string }
  | { readonly kind: 'node'; readonly name: string; readonly address: string }

/** The node that it is, or is on. */
export const nodeOf = (endpoint: Endpoint): string | undefined =>
  endpoint.kind === 'pod' ? endpoint.pod.node : endpoint.kind === 'node' ? endpoint.name : undefined

/** A connection that somebody tries to open; `port` is the one that it arrives at, after any Service. */
export interface Connection {
  readonly from: Endpoint
  readonly to: Endpoint
  readonly protocol: Protocol
  readonly port: number
}
