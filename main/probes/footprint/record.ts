import { z } from 'zod'

export const footprintRecordSchema = z.object({
  /** Objects of the CNI: `namespace/name`, or the name, by kind. Those that controllers made of them are left out. */
  objects: z.record(z.string(), z.array(z.string())),
  pods: z.array(
    z.object({
      name: z.string(),
      node: z.string(),
      running: z.boolean(),
      containers: z.number(),
      images: z.array(z.string()),
      /** Working set, as the node's kubelet reports it. */
      memoryBytes: z.number().optional(),
    }),
  ),
  /** Size as the nodes' container runtime reports it. */
  images: z.array(z.object({ reference: z.string(), bytes: z.number().optional() })),
})
export type FootprintRecord = z.infer<typeof footprintRecordSchema>
