import { z } from 'zod'
import { bounds, longestPolicies, type Bounds } from './bounds.ts'
import { ipFamilies } from './ip-family.ts'
import { modeIds } from './modes.ts'
import { trafficPaths } from './paths.ts'

/** Of a variant, a runtime or a probe. Whether there is one of it is a matter of what this lab has, and told when the spec is resolved. */
export const nameSchema = z.string().regex(/^[a-z0-9][a-z0-9+/-]{0,63}$/, 'not a name')

export const namesSchema = z.array(nameSchema).max(64)
const wholeNumber = ({ least, most }: Bounds) => z.int().min(least).max(most)

/** What a person asks for: flags, form and API input are this. */
export const experimentSpecSchema = z.strictObject({
  runtime: nameSchema,
  variants: namesSchema.readonly(),
  probes: namesSchema.readonly(),
  /** Besides the reference, which is always measured. */
  paths: z.array(z.enum(trafficPaths)).max(trafficPaths.length).readonly(),
  mode: z.enum(modeIds),
  /** So many, whatever they tell, instead of as many as the mode's promise takes. */
  rounds: wholeNumber(bounds.rounds).optional(),
  /** Time of the measuring, instead of as much as the mode's promise takes. */
  budgetMs: wholeNumber(bounds.budgetMs).optional(),
  /** Seconds of each throughput sample, instead of the mode's number of bytes. */
  durationS: wholeNumber(bounds.durationS).optional(),
  /** Random unless given. */
  seed: wholeNumber(bounds.seed).optional(),
  /** Leave the clusters for later runs. */
  keep: z.boolean(),
  /** Of clusters; IPv4 alone unless given. */
  ipFamily: z.enum(ipFamilies).optional(),
  /** NetworkPolicies to check in each cluster, as YAML. */
  userPolicies: z.string().max(longestPolicies).optional(),
})
export type ExperimentSpec = Readonly<z.infer<typeof experimentSpecSchema>>

/** What the lab makes of it, as the record of a run has it; variants and probes stand there beside it, as they were then. */
export const resolvedSpecSchema = z.object({
  runtime: nameSchema,
  mode: z.enum(modeIds),
  seed: z.number(),
  /** Rounds that are always measured; up to `maxRounds` only while there is something open. */
  rounds: z.number(),
  maxRounds: z.number(),
  /**
   * When the answers are judged, and how much of the family-wise error rate each time may spend: see `planLooks`. Absent where all
   * rounds are measured whatever they tell.
   */
  looks: z.array(z.object({ rounds: z.number(), alpha: z.number() })).optional(),
  budgetMs: z.number().optional(),
  /** With `bytes`, samples of throughput are so long, and `durationS` is for what is timed. */
  intensity: z.object({ durationS: z.number(), requests: z.number(), bytes: z.number().optional() }),
  paths: z.array(z.enum(trafficPaths)),
  userPolicies: z.string().optional(),
  ipFamily: z.enum(ipFamilies).optional(),
})

export type ResolvedSpec = z.infer<typeof resolvedSpecSchema>
