import { z } from 'zod'
import { cellKeySchema } from './cell-key.ts'

/** What is asked of every variant, by ids. */
const questionKeySchema = cellKeySchema.omit({ variant: true }).extend({ metric: z.string() })

/** What a look at a run tells: see `planLooks`. */
export const lookSchema = z.object({
  /** It was taken after this round. */
  round: z.number(),
  /** What it may spend of the family-wise error rate. */
  alpha: z.number(),
  /** Questions to which every pair of variants has its answer; nobody is ahead of `leaders`. `isEqual`: all pairs are equal. */
  decided: z.array(questionKeySchema.extend({ leaders: z.array(z.string()), isEqual: z.boolean() })),
  /** All others, with those variants that are of a pair without an answer. */
  open: z.array(questionKeySchema.extend({ variants: z.array(z.string()) })),
})
export type LookTaken = Readonly<z.infer<typeof lookSchema>>
