import type { RunRecord } from '../../store/run-record.ts'
import type { PolicyEvidence } from '../evidence/policy.ts'

export function policyEvidenceOf(_run: RunRecord): readonly PolicyEvidence[] {
  return []
}
