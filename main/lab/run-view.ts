import { gunzipSync, gzipSync } from 'node:zlib'
import type { Block } from '../blocks/block.ts'
import { deriveFindings } from '../findings/derive-findings.ts'
import type { Comparison, Conclusion } from '../findings/findings.ts'
import { evidenceSections } from '../reports/evidence-sections.ts'
import type { ShownFindings } from '../reports/report-input.ts'
import type { ReportSection } from '../reports/section.ts'
import { scorecardBlocks } from '../reports/scorecard-blocks.ts'
import { seriesBlocks, type SeriesBlocks } from '../reports/series-blocks.ts'
import { failuresOf, sampleOf, samplesOf, type Failure, type Sample } from '../findings/samples.ts'
import type { RunRecord } from '../store/run-record.ts'
import type { RunSummary, Store } from '../store/store.ts'
import { LabError } from '../system/errors.ts'
import { version } from '../system/version.ts'

/** A sample without its distributions and its command, which are read one at a time. */
export type SampleRow = Omit<Sample, 'command' | 'outcome'> & {
  readonly outcome:
    | { readonly state: 'measured'; readonly metrics: Readonly<Record<string, number>>; readonly cpuLimited: boolean }
    | Exclude<Sample['outcome'], { state: 'measured' }>
}

/** A run as the page shows it. */
export interface RunView {
  readonly run: Omit<RunRecord, 'readings'> & {
    /** Readings of probes with numbers. */
    readonly samples: readonly SampleRow[]
    /** Of them, those that failed before anything was printed. */
    readonly failures: readonly Failure[]
  }
  readonly findings: ShownFindings
  /** Made here: the page knows no probe. */
  readonly scorecard: readonly Block[]
  readonly series: SeriesBlocks
  /** What each CNI does, beside the numbers: a tab each. */
  readonly sections: readonly ReportSection[]
}

export interface RawSample {
  readonly sample: SampleRow
  readonly command: readonly string[]
  readonly stdout: string
  readonly stderr: string
}

/** Raise it when a view has another shape, or findings are derived in another way within one version of the program. */
const shape = 10

/** A run with its findings. @throws LabError `unknown-name` */
export const openRunView = (store: Store, runId: string): RunView => unzippedView(zippedRunView(store, runId))

export const unzippedView = (zipped: Uint8Array): RunView => JSON.parse(gunzipSync(zipped).toString()) as RunView

/**
 * A run with its findings, as JSON and gzip. Deriving them from a long record takes seconds, so that the view of a run that is not
 * going on is kept in the store, and derived anew when the run, or the program, is another.
 * @throws LabError `unknown-name`
 */
export function zippedRunView(store: Store, runId: string): Uint8Array {
  return keptRunView(store, runId) ?? keepRunView(store, store.run(runId))
}

/** The view of a run that was kept, if it still holds. @throws LabError `unknown-name` */
export function keptRunView(store: Store, runId: string): Uint8Array | undefined {
  const { state } = store.summary(runId)
  return state === 'running' ? undefined : store.view(runId, versionFor(state))
}

/** Derives the view of a run, and keeps it for the next time unless the run still goes on. */
export function keepRunView(store: Store, run: RunRecord): Uint8Array {
  const { comparisons, facts, gaps, claims, ...findings } = deriveFindings(run)
  const { readings, ...shown } = run
  const view: RunView = {
    run: { ...shown, samples: samplesOf(run).map(sampleRow), failures: failuresOf(run) },
    findings: { ...findings, comparisons: comparisons.map(conclusion) },
    scorecard: scorecardBlocks(run, findings),
    series: seriesBlocks(run),
    sections: evidenceSections({ run, findings: { facts, gaps, claims } }),
  }
  const zipped = gzipSync(JSON.stringify(view))
  try {
    if (run.state !== 'running') store.keepView(run.id, versionFor(run.state), zipped)
  } catch (error) {
    // A full disk must not keep anyone from reading what is there.
    if (!(error instanceof LabError)) throw error
  }
  return zipped
}

const conclusion = ({ effect, ...rest }: Comparison): Conclusion => rest

/** The state belongs to it: whether a run without an end is interrupted is not a matter of its events alone. */
const versionFor = (state: RunSummary['state']): string => `${version}/${String(shape)}/${state}`

/** One sample with what its measuring program printed. @throws LabError `unknown-name` */
export function rawSampleOf(store: Store, runId: string, raw: number): RawSample {
  const sample = sampleOf(store.reading(runId, raw))
  return { sample: sampleRow(sample), command: sample.command, ...store.readRaw(runId, raw) }
}

function sampleRow({ outcome, ...sample }: Sample): SampleRow {
  const { variant, probe, caseId, path, round, raw, exitCode, startedAtMs, durationMs, machineBusy } = sample
  const row = { variant, probe, caseId, path, round, raw, exitCode, startedAtMs, durationMs, machineBusy }
  if (outcome.state !== 'measured') return { ...row, outcome }
  return { ...row, outcome: { state: 'measured', metrics: outcome.metrics, cpuLimited: outcome.cpuLimited } }
}
