import { z } from 'zod'
import { resolvedSpecSchema } from '../experiment/spec.ts'
import {
  clusterSchema,
  environmentSchema,
  errorSchema,
  inspectionEndSchema,
  inspectionOutputSchema,
  inspectionSchema,
  probeSchema,
  sampleKeyShape,
  stepSchema,
  takenSchema,
  variantSchema,
} from '../store/events.ts'
import type { RunRecord } from '../store/run-record.ts'

export const reportSchemaId = 'cnilab.run/1'

const outcome = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('measured'),
    metrics: z.record(z.string(), z.number()),
    distributions: z.record(z.string(), z.array(z.number())),
    cpuLimited: z.boolean(),
  }),
  z.object({ state: z.literal('failed'), error: errorSchema }),
  z.object({ state: z.literal('unread') }),
])

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
  rounds: z.array(z.object({ round: z.number(), order: z.array(z.string()) })),
  samples: z.array(takenSchema.extend({ outcome })),
  failures: z.array(z.object({ ...sampleKeyShape, error: errorSchema })),
  steps: z.array(stepSchema),
  inspections: z.array(inspectionSchema).optional(),
  // Reports of before there were inspections have none.
  inspectionOutputs: z.array(inspectionOutputSchema).default([]),
  inspectionEnds: z.array(inspectionEndSchema).default([]),
  idle: z.object({ running: z.number(), paused: z.number() }).optional(),
})

/** The JSON report. Raw outputs are gzip, then base64. Findings are for readers: whoever imports a run derives them anew. */
export const runReportSchema = z.object({
  schema: z.literal(reportSchemaId),
  run,
  findings: z.unknown(),
  raws: z.array(z.object({ raw: z.number(), stdout: z.base64(), stderr: z.base64() })),
  /** Lines that programs wrote while clusters were made. */
  log: z.array(z.object({ atMs: z.number(), variant: z.string().nullable(), line: z.string() })).optional(),
})
