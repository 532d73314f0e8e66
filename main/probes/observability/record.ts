import { z } from 'zod'

const end = z.object({ pod: z.string(), namespace: z.string(), address: z.string() })
export type End = z.infer<typeof end>

/** The part of a flow in `hubble observe -o json` that is used. Source of the fields: Cilium api/v1/flow, and recorded output. */
const peer = z.object({ namespace: z.string().optional(), pod_name: z.string().optional() })
const service = z.object({ name: z.string().optional(), namespace: z.string().optional() })
export const flowSchema = z.object({
  time: z.string().optional(),
  verdict: z.string(),
  drop_reason_desc: z.string().optional(),
  IP: z.object({ source: z.string(), destination: z.string() }),
  l4: z
    .object({
      TCP: z.object({ source_port: z.number().optional(), destination_port: z.number().optional() }).optional(),
    })
    .optional(),
  source: peer.optional(),
  destination: peer.optional(),
  source_service: service.optional(),
  destination_service: service.optional(),
  traffic_direction: z.string().optional(),
  Summary: z.string().optional(),
})
export type ObservedFlow = z.infer<typeof flowSchema>

export const observabilityRecordSchema = z.object({
  client: end,
  server: end,
  target: end,
  /** The flow that is allowed: its path, and the HTTP status by address and by Service name; 0 where no answer came. */
  allowed: z.object({ path: z.string(), byAddress: z.number(), byService: z.number() }),
  /** A connection to the Pod that a policy closes, before there was the policy and after. */
  dropped: z.object({ before: z.enum(['open', 'closed']), after: z.enum(['open', 'closed']) }),
  /** Flows of these Pods that the CNI's flow log showed; absent where the CNI has none that was tried. */
  flows: z
    .object({
      tool: z.string().default('hubble'),
      source: z.string(),
      answered: z.boolean(),
      list: z.array(flowSchema),
    })
    .optional(),
  metrics: z.object({
    /** Empty where the CNI is known to have none. */
    source: z.string(),
    answered: z.boolean(),
    /** Counters of packets, flows or policies that were higher after the flows than before. */
    grew: z.array(z.object({ counter: z.string(), before: z.number(), after: z.number() })),
  }),
  logs: z.object({ source: z.string(), linesRead: z.number(), lines: z.array(z.string()) }),
})
export type ObservabilityRecord = z.infer<typeof observabilityRecordSchema>
