import type { Encryption } from '../../probes/wire/facts.ts'
import { encryptionSentence } from '../../probes/wire/words.ts'
import type { RunRecord } from '../../store/run-record.ts'
import { wireFactsOf } from './wire.ts'

/** Whether Pod traffic between nodes is encrypted: what is configured, and what the wire shows. */
export interface EncryptionEvidence extends Encryption {
  readonly variant: string
  readonly sentence: string
}

/** One for each variant of a run that captured packets, also where that failed: what is configured is known. */
export function encryptionEvidenceOf(run: RunRecord): readonly EncryptionEvidence[] {
  const wire = wireFactsOf(run)
  if (wire.length === 0) return []
  return run.variants.map(({ id, configured }) => {
    const facts = wire.find(({ variant }) => variant === id)?.facts
    return facts
      ? { variant: id, ...facts.encryption, sentence: encryptionSentence(facts) }
      : { ...notCaptured, variant: id, configured: configured.encryption ?? 'none' }
  })
}

const notCaptured = { observed: 'unknown', verdict: 'unknown', sentence: 'No packets were captured.' } as const
