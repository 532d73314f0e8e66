import type { RunRecord } from '../../store/run-record.ts'
import type { FootprintEvidence } from '../evidence/footprint.ts'

export function footprintEvidenceOf(_run: RunRecord): readonly FootprintEvidence[] {
  return []
}
