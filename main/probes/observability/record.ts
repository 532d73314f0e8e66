import { z } from 'zod'
import { flowSchema } from '../../cnis/own-tools.ts'

const end = z.object({ pod: z.string(), namespace: z.string(), address: z.string() })
export type End = z.infer<typeof end>

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
      /** Records of before 1.0 do not name it. */
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
