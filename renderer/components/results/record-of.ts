import type { RunView } from '../../../main/api/contract.ts'
import type { RunRecord } from '../../../main/store/run-record.ts'

/**
 * The run as the row functions of reports take it: with the samples that failed, which they list, and without those measured,
 * whose numbers come from the findings.
 */
export const recordOf = ({ run }: RunView): RunRecord => ({
  ...run,
  samples: run.samples.flatMap((sample) => {
    const { outcome } = sample
    return outcome.state === 'measured' ? [] : [{ ...sample, outcome, command: [] }]
  }),
})
