import { z } from 'zod'
import type { Findings } from '../findings/findings.ts'
import { resolvedSpecSchema } from '../experiment/spec.ts'
import { pathIds } from '../probes/probe.ts'
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
import { evidenceSchema } from './json-evidence.ts'

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

const estimate = z.object({
  values: z.array(z.number()),
  median: z.number(),
  interval: z
    .object({
      low: z.number(),
      high: z.number(),
      coverage: z.number(),
      method: z.enum(['order-statistic', 'paired-bootstrap']),
    })
    .optional(),
  coefficientOfVariation: z.number().optional(),
})

const question = { probe: z.string(), caseId: z.string(), path: z.enum(pathIds), metric: z.string() }
const pair = { ...question, a: z.string(), b: z.string(), ratio: estimate }

const findings: z.ZodType<Findings> = z.object({
  cells: z.array(
    z.object({
      ...question,
      variant: z.string(),
      absolute: estimate,
      toBaseline: estimate.optional(),
      pooled: z.object({ count: z.number(), p50: z.number(), p90: z.number(), p99: z.number().optional() }).optional(),
      flags: z.array(z.enum(['indicative', 'unstable', 'cpu-limited', 'incomplete'])),
    }),
  ),
  comparisons: z.array(
    z.discriminatedUnion('verdict', [
      z.object({ ...pair, verdict: z.literal('better'), winner: z.string() }),
      z.object({ ...pair, verdict: z.literal('indicative'), leader: z.string() }),
      z.object({ ...pair, verdict: z.literal('not-distinguishable') }),
    ]),
  ),
  answers: z.array(z.object({ ...question, better: z.enum(['higher', 'lower', 'neither']), sentence: z.string() })),
  cost: z.object({
    wallMs: z.number(),
    createMs: z.number(),
    waitMs: z.number(),
    probeMs: z.number(),
    pauseMs: z.number(),
    deleteMs: z.number(),
    overheadMs: z.number(),
  }),
  evidence: evidenceSchema,
  caveats: z.array(z.string()),
})

/** The JSON report. Raw outputs are gzip, then base64. */
export const runReportSchema = z.object({
  schema: z.literal(reportSchemaId),
  run,
  findings,
  raws: z.array(z.object({ raw: z.number(), stdout: z.base64(), stderr: z.base64() })),
  /** Lines that programs wrote while clusters were made. */
  log: z.array(z.object({ atMs: z.number(), variant: z.string().nullable(), line: z.string() })).optional(),
})
