import type { RunRecord } from '../../store/run-record.ts'
import type { DatapathEvidence } from '../evidence/datapath.ts'

export function datapathEvidenceOf(_run: RunRecord): readonly DatapathEvidence[] {
  return []
}
