import type { RunRecord } from '../../store/run-record.ts'
import type { EncryptionEvidence } from '../evidence/encryption.ts'
import type { WireEvidence } from '../evidence/wire.ts'

export function encryptionEvidenceOf(_run: RunRecord, _wire: readonly WireEvidence[]): readonly EncryptionEvidence[] {
  return []
}
