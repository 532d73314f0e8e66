import { datapathFacts } from '../../probes/datapath/derive.ts'
import type { DatapathFacts } from '../../probes/datapath/facts.ts'
import { datapathRecordSchema } from '../../probes/datapath/record.ts'
import { datapathSentence } from '../../probes/datapath/view.ts'
import type { RunRecord } from '../../store/run-record.ts'
import { recordsOf } from '../recorded.ts'

export interface DatapathEvidence extends DatapathFacts {
  readonly variant: string
  readonly sentence: string
}

/** What nodes and API show of the datapath, beside what is configured. */
export const datapathEvidenceOf = (run: RunRecord): readonly DatapathEvidence[] =>
  recordsOf(run, 'datapath', datapathRecordSchema).flatMap(({ variant, record }) => {
    const configured = run.variants.find(({ id }) => id === variant)?.configured
    if (!configured) return []
    const facts = datapathFacts(record, configured)
    return [{ variant, ...facts, sentence: datapathSentence(facts) }]
  })
