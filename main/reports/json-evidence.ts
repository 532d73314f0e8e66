import { z } from 'zod'
import type { ClaimsCheck } from '../findings/evidence/claims.ts'
import type { DatapathEvidence } from '../findings/evidence/datapath.ts'
import type { EncryptionEvidence } from '../findings/evidence/encryption.ts'
import { noEvidence, type Evidence } from '../findings/evidence/evidence.ts'
import type { FootprintEvidence } from '../findings/evidence/footprint.ts'
import type { ObservabilityEvidence } from '../findings/evidence/observability.ts'
import { errorSchema } from '../store/events.ts'
import { policySchema } from './json-policy.ts'
import { wireSchema } from './json-wire.ts'

const datapath: z.ZodType<DatapathEvidence> = z.object({
  variant: z.string(),
  observations: z.array(
    z.object({
      topic: z.enum(['links', 'routes', 'rules', 'services', 'configuration', 'agent']),
      what: z.string(),
      configured: z.string().optional(),
      observed: z.string(),
      verdict: z.enum(['agrees', 'differs', 'shown', 'unknown']),
      excerpt: z.string(),
      source: z.string(),
    }),
  ),
  sentence: z.string(),
})

const encryption: z.ZodType<EncryptionEvidence> = z.object({
  variant: z.string(),
  configured: z.enum(['none', 'wireguard', 'ipsec']),
  observed: z.enum(['clear', 'encrypted', 'unknown']),
  verdict: z.enum(['agrees', 'differs', 'unknown']),
  sentence: z.string(),
})

const observability: z.ZodType<ObservabilityEvidence> = z.object({
  variant: z.string(),
  sights: z.array(
    z.object({
      id: z.enum(['allowed-flow', 'dropped-flow', 'drop-reason', 'service-name', 'metrics', 'logs']),
      title: z.string(),
      found: z.enum(['yes', 'no', 'not-applicable']),
      source: z.string(),
      excerpt: z.string(),
      explanation: z.string(),
    }),
  ),
  found: z.number(),
  of: z.number(),
  sentence: z.string(),
})

const footprint: z.ZodType<FootprintEvidence> = z.object({
  variant: z.string(),
  objects: z.record(z.string(), z.number()),
  objectCount: z.number(),
  definitions: z.number(),
  pods: z.number(),
  containers: z.number(),
  images: z.array(z.object({ reference: z.string(), bytes: z.number() })),
  imageBytes: z.number(),
  memoryBytes: z.number().optional(),
  readyMs: z.number().optional(),
  sentence: z.string(),
})

const row = z.enum(['networking', 'policy', 'performance', 'encryption', 'observability', 'complexity', 'use-case'])
const column = z.enum(['flannel', 'calico', 'cilium'])
const link = z.object({
  part: z.enum(['policy', 'wire', 'datapath', 'encryption', 'observability', 'footprint', 'measurements', 'project']),
  variant: z.string().optional(),
  text: z.string(),
})

const claims: z.ZodType<ClaimsCheck> = z.object({
  rows: z.array(z.object({ id: row, title: z.string() })),
  columns: z.array(z.object({ id: column, title: z.string() })),
  cells: z.array(
    z.object({
      row,
      column,
      claim: z.string(),
      verdict: z.enum(['confirmed', 'refuted', 'partly', 'not-testable', 'not-tested']),
      because: z.string(),
      links: z.array(link),
    }),
  ),
})

const evidence: z.ZodType<Evidence> = z.object({
  policy: z.array(policySchema),
  wire: z.array(wireSchema),
  datapath: z.array(datapath),
  encryption: z.array(encryption),
  observability: z.array(observability),
  footprint: z.array(footprint),
  claims,
  gaps: z.array(z.object({ variant: z.string(), inspection: z.string(), error: errorSchema })),
})

/** Reports of before there were inspections have none. */
export const evidenceSchema = evidence.default(noEvidence)
