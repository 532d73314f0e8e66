import type { RunRecord } from '../../store/run-record.ts'
import type { WireEvidence } from '../evidence/wire.ts'

export function wireEvidenceOf(_run: RunRecord): readonly WireEvidence[] {
  return []
}
