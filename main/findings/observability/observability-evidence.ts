import type { RunRecord } from '../../store/run-record.ts'
import type { ObservabilityEvidence } from '../evidence/observability.ts'

export function observabilityEvidenceOf(_run: RunRecord): readonly ObservabilityEvidence[] {
  return []
}
