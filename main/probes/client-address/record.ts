import { z } from 'zod'

export const clientAddressRecordSchema = z.object({
  ways: z.array(
    z.object({
      /** A path, or `outside-nodeport` for a host that is no part of the cluster. */
      path: z.string(),
      externalTrafficPolicy: z.enum(['Cluster', 'Local']).optional(),
      /** For a NodePort: whether the node that was asked has the Pod. */
      nodeHasPod: z.boolean().optional(),
      client: z.object({ name: z.string(), address: z.string() }),
      target: z.string(),
      /** Source address as the server saw it; absent where there was no answer. */
      seen: z.string().optional(),
      /** What curl said then. */
      problem: z.string().optional(),
    }),
  ),
  nodes: z.array(z.object({ name: z.string(), address: z.string() })),
})
export type ClientAddressRecord = z.infer<typeof clientAddressRecordSchema>
export type WayRecord = ClientAddressRecord['ways'][number]
