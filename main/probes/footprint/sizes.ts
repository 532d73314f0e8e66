import { z } from 'zod'
import { canonicalReference } from '../../system/image-reference.ts'

export const nodeListSchema = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string() }),
      status: z.object({
        images: z.array(z.object({ names: z.array(z.string()).nullish(), sizeBytes: z.number().default(0) })).nullish(),
      }),
    }),
  ),
})
export type NodeList = z.infer<typeof nodeListSchema>

/** Size of an image by any of its names; nodes name one 50 images at most, the largest first (kubelet's default). */
export function imageBytes(reference: string, { items }: NodeList): number | undefined {
  const wanted = fullName(reference)
  const found = items
    .flatMap(({ status }) => status.images ?? [])
    .find(({ names, sizeBytes }) => sizeBytes > 0 && names?.some((name) => fullName(name) === wanted))
  return found?.sizeBytes
}

/** A digest beside a tag is left out: nodes name an image by one of them. */
const fullName = (reference: string): string => canonicalReference(reference.replace(/(:[^:@/]+)@sha256:.*$/, '$1'))

/** The part of the kubelet's `stats/summary` that is used. */
export const summarySchema = z.object({
  pods: z.array(
    z.object({
      podRef: z.object({ name: z.string(), namespace: z.string() }),
      memory: z.object({ workingSetBytes: z.number().optional() }).optional(),
    }),
  ),
})
export type Summary = z.infer<typeof summarySchema>

/** A Pod's working set: memory that the kernel cannot take back without swapping. */
export const memoryOf = (name: string, namespace: string, summaries: readonly Summary[]): number | undefined =>
  summaries.flatMap(({ pods }) => pods).find(({ podRef }) => podRef.name === name && podRef.namespace === namespace)
    ?.memory?.workingSetBytes
