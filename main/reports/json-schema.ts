import { z } from 'zod'
import { readingKeySchema } from '../experiment/cell-key.ts'
import { lookSchema } from '../experiment/look.ts'
import { idSchema } from '../experiment/outside-text.ts'
import { resolvedSpecSchema } from '../experiment/spec.ts'
import { upgradeRun } from '../store/earlier/upgrade-run.ts'
import {
  clusterSchema,
  environmentSchema,
  errorSchema,
  outputSchema,
  probeSchema,
  recordSchema,
  spanShape,
  stepSchema,
  variantSchema,
} from '../store/events.ts'
import type { RunRecord } from '../store/run-record.ts'

export const reportSchemaId = 'cnilab.run/2'
/** Of before readings: what was measured and what was inspected stood apart. */
const earlierSchemaId = 'cnilab.run/1'

const readingSchema = readingKeySchema.extend({
  outputs: z.array(outputSchema),
  ...spanShape,
  outcome: z.discriminatedUnion('state', [
    z.object({ state: z.literal('recorded'), record: recordSchema }),
    z.object({ state: z.literal('failed'), error: errorSchema }),
    z.object({ state: z.literal('unread') }),
  ]),
})

const run: z.ZodType<RunRecord> = z.object({
  id: z.string(),
  state: z.enum(['running', 'complete', 'cancelled', 'failed', 'interrupted']),
  startedAtMs: z.number(),
  endedAtMs: z.number().optional(),
  error: errorSchema.optional(),
  spec: resolvedSpecSchema,
  environment: environmentSchema,
  variants: z.array(variantSchema.extend({ cluster: clusterSchema.optional(), error: errorSchema.optional() })),
  probes: z.array(probeSchema),
  rounds: z.array(z.object({ round: z.number(), order: z.array(idSchema) })),
  looks: z.array(lookSchema).optional(),
  readings: z.array(readingSchema),
  steps: z.array(stepSchema),
  idle: z.object({ running: z.number(), paused: z.number() }).optional(),
})

/** The JSON report. Raw outputs are gzip, then base64. Findings are for readers: whoever imports a run derives them anew. */
export const runReportSchema = z.object({
  schema: z.literal(reportSchemaId),
  run,
  findings: z.unknown(),
  raws: z.array(z.object({ raw: z.number(), stdout: z.base64(), stderr: z.base64() })),
  /** Lines that programs wrote while clusters were made. */
  log: z.array(z.object({ atMs: z.number(), variant: idSchema.nullable(), line: z.string() })).optional(),
})

const earlierSchema = z.looseObject({ schema: z.literal(earlierSchemaId), run: z.unknown() })

/** A report as it is written now, of one that an earlier version wrote. What is none stays as it is. */
export function upgradedReport(json: unknown): unknown {
  const { data } = earlierSchema.safeParse(json)
  return data ? { ...data, schema: reportSchemaId, run: upgradeRun(data.run) } : json
}
