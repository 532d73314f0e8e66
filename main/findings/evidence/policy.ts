import { derivePolicy } from '../../probes/policy/derive.ts'
import type { PolicyFacts } from '../../probes/policy/facts.ts'
import { policyRecordSchema } from '../../probes/policy/record.ts'
import type { RunRecord } from '../../store/run-record.ts'
import { recordsOf } from '../recorded.ts'

export interface PolicyEvidence extends PolicyFacts {
  readonly variant: string
}

export function policyEvidenceOf(run: RunRecord): readonly PolicyEvidence[] {
  return recordsOf(run, 'policy', policyRecordSchema).map(({ variant, record }) => ({
    variant,
    ...derivePolicy(record),
  }))
}
