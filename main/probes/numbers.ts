import { z } from 'zod'

/**
 * The numbers of one reading: what variants are compared on. Also the record of most probes that measure, so that a run tells its
 * numbers without the program that made it.
 */
export const numbersSchema = z.object({
  metrics: z.record(z.string(), z.number()),
  /** Every single value, so that percentiles can be pooled. */
  distributions: z.record(z.string(), z.array(z.number())).optional(),
  /** Values over time. */
  series: z.record(z.string(), z.array(z.object({ atMs: z.number(), value: z.number() }))).optional(),
  /** Whether the measuring program itself says that the CPU was the limit. */
  cpuLimited: z.boolean().optional(),
  /** What the program printed beside the headline and cannot be true, e.g. a negative count: not among the metrics. */
  leftOut: z.array(z.object({ metric: z.string(), value: z.number() })).optional(),
})
export type Numbers = z.infer<typeof numbersSchema>
