import type { RunView } from '../../../../main/api/contract.ts'
import { failuresOf, samplesOf } from '../../../../main/findings/samples.ts'
import { scorecardBlocks } from '../../../../main/reports/scorecard-blocks.ts'
import type { GeneratedRun } from '../../builders/generated-run.ts'

/** A run as the service gives it to the page. */
export const aRunView = ({ run, findings: { facts: _, ...findings } }: GeneratedRun): RunView => ({
  findings,
  sections: [],
  scorecard: scorecardBlocks(run, findings),
  series: {},
  run: {
    ...run,
    failures: failuresOf(run),
    samples: samplesOf(run).map(({ outcome, variant, probe, caseId, path, round, ...sample }) => ({
      ...{ variant, probe, caseId, path, round },
      ...{ raw: sample.raw, exitCode: sample.exitCode, machineBusy: sample.machineBusy },
      ...{ startedAtMs: sample.startedAtMs, durationMs: sample.durationMs },
      outcome:
        outcome.state === 'measured'
          ? { state: outcome.state, metrics: outcome.metrics, cpuLimited: outcome.cpuLimited }
          : outcome,
    })),
  },
})
