import { observabilityFacts } from '../../probes/observability/derive.ts'
import type { ObservabilityFacts } from '../../probes/observability/facts.ts'
import { observabilityRecordSchema } from '../../probes/observability/record.ts'
import { observabilitySentence } from '../../probes/observability/view.ts'
import type { RunRecord } from '../../store/run-record.ts'
import { recordsOf } from '../recorded.ts'

export interface ObservabilityEvidence extends ObservabilityFacts {
  readonly variant: string
  readonly sentence: string
}

/** What could be seen of an allowed flow and of a dropped one. */
export const observabilityEvidenceOf = (run: RunRecord): readonly ObservabilityEvidence[] =>
  recordsOf(run, 'observability', observabilityRecordSchema).map(({ variant, record }) => {
    const facts = observabilityFacts(record)
    return { variant, ...facts, sentence: observabilitySentence(facts) }
  })
