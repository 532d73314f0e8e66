import { z } from 'zod'
import type { ClaimsCheck } from '../findings/evidence/claims.ts'
import type { DatapathEvidence } from '../findings/evidence/datapath.ts'
import type { EncryptionEvidence } from '../findings/evidence/encryption.ts'
import { noEvidence, type Evidence } from '../findings/evidence/evidence.ts'
import type { FootprintEvidence } from '../findings/evidence/footprint.ts'
import type { ObservabilityEvidence } from '../findings/evidence/observability.ts'
import type { WireEvidence } from '../findings/evidence/wire.ts'
import { errorSchema } from '../store/events.ts'
import { policySchema } from './json-policy.ts'

/** Of facts that a probe derives only their being there is checked: they are derived anew from the run. */
const derived = <T extends object>() => z.custom<T>((value) => typeof value === 'object' && value !== null)

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
  wire: z.array(derived<WireEvidence>()),
  datapath: z.array(derived<DatapathEvidence>()),
  encryption: z.array(derived<EncryptionEvidence>()),
  observability: z.array(derived<ObservabilityEvidence>()),
  footprint: z.array(derived<FootprintEvidence>()),
  claims,
  gaps: z.array(z.object({ variant: z.string(), inspection: z.string(), error: errorSchema })),
})

/** Reports of before there were inspections have none. */
export const evidenceSchema = evidence.default(noEvidence)
