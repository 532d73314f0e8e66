import { deriveFindings } from '../findings/derive-findings.ts'
import type { Findings } from '../findings/findings.ts'
import type { RunRecord, Sample } from '../store/run-record.ts'
import type { Store } from '../store/store.ts'

/** A sample without its distributions and its command, which are read one at a time. */
export type SampleRow = Omit<Sample, 'command' | 'outcome'> & {
  readonly outcome:
    | { readonly state: 'measured'; readonly metrics: Readonly<Record<string, number>>; readonly cpuLimited: boolean }
    | Exclude<Sample['outcome'], { state: 'measured' }>
}

/** A run as the page shows it. */
export interface RunView {
  readonly run: Omit<RunRecord, 'samples'> & { readonly samples: readonly SampleRow[] }
  readonly findings: Findings
}

export interface RawSample {
  readonly sample: SampleRow
  readonly command: readonly string[]
  readonly stdout: string
  readonly stderr: string
}

/** @throws LabError `unknown-name` */
export function openRunView(store: Store, runId: string): RunView {
  const run = store.run(runId)
  return { run: { ...run, samples: run.samples.map(sampleRow) }, findings: deriveFindings(run) }
}

/** One sample with what its measuring program printed. @throws LabError `unknown-name` */
export function rawSampleOf(store: Store, runId: string, raw: number): RawSample {
  const sample = store.sample(runId, raw)
  return { sample: sampleRow(sample), command: sample.command, ...store.readRaw(runId, raw) }
}

function sampleRow({ outcome, ...sample }: Sample): SampleRow {
  const { variant, probe, caseId, path, round, raw, exitCode, startedAtMs, durationMs, machineBusy } = sample
  const row = { variant, probe, caseId, path, round, raw, exitCode, startedAtMs, durationMs, machineBusy }
  if (outcome.state !== 'measured') return { ...row, outcome }
  return { ...row, outcome: { state: 'measured', metrics: outcome.metrics, cpuLimited: outcome.cpuLimited } }
}
