import { footprintFacts } from '../../probes/footprint/derive.ts'
import type { FootprintFacts } from '../../probes/footprint/facts.ts'
import { footprintRecordSchema } from '../../probes/footprint/record.ts'
import { footprintSentence } from '../../probes/footprint/view.ts'
import type { RunRecord } from '../../store/run-record.ts'
import { recordsOf } from '../recorded.ts'

export interface FootprintEvidence extends FootprintFacts {
  readonly variant: string
  readonly sentence: string
}

/** What a CNI brings into a cluster, counted. */
export const footprintEvidenceOf = (run: RunRecord): readonly FootprintEvidence[] =>
  recordsOf(run, 'footprint', footprintRecordSchema).map(({ variant, record }) => {
    const steps = run.steps.flatMap(({ id, error, ...step }) =>
      step.variant === variant && id !== undefined && !error ? [{ id, ...step }] : [],
    )
    const facts = footprintFacts(record, steps)
    return { variant, ...facts, sentence: footprintSentence(facts) }
  })
