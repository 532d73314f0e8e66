import type { Needs } from '../findings/recommendation/recommendation.ts'
import type { RunRecord } from '../store/run-record.ts'
import type { Store } from '../store/store.ts'
import type { ImportedRun } from './import-run.ts'
import { inThread } from './worker/in-thread.ts'

// What takes long with a large run is done in a thread, and keeps nobody waiting. A thread takes some 300 ms to begin: what is done
// in less is done here.

/** In characters; as many are imported in some 200 ms. */
const shortText = 1_000_000
/** Samples whose findings are derived in some 100 ms. */
const fewSamples = 300

/** `importRun`, for a process that has other things to do. @throws LabError */
export async function importAnyRun(store: Store, text: string, signal: AbortSignal): Promise<ImportedRun> {
  const { file } = store
  if (file !== undefined && text.length > shortText) return inThread({ kind: 'import', file, told: { text } }, signal)
  const { importRun } = await import('./import-run.ts')
  return importRun(store, text)
}

/** `zippedRunView`, for a process that has other things to do. @throws LabError `unknown-name` */
export async function zippedViewOf(store: Store, runId: string, signal: AbortSignal): Promise<Uint8Array> {
  const { keptRunView, zippedRunView } = await import('./run-view.ts')
  const kept = keptRunView(store, runId)
  if (kept) return kept
  const file = fileOfLarge(store, runId)
  return file === undefined ? zippedRunView(store, runId) : inThread({ kind: 'view', file, told: { runId } }, signal)
}

/** `keepRunView`, for a process that has other things to do. */
export async function keepViewOf(store: Store, run: RunRecord): Promise<void> {
  const file = fileOfLarge(store, run.id)
  if (file !== undefined) {
    await inThread({ kind: 'view', file, told: { runId: run.id } }, new AbortController().signal)
    return
  }
  const { keepRunView } = await import('./run-view.ts')
  keepRunView(store, run)
}

/** A format, and what the reader needs. */
export interface Wanted {
  readonly format: string
  readonly needs?: Needs
}

/** `renderReport`, for a process that has other things to do. @throws LabError `unknown-name` */
export async function renderAnyReport(
  store: Store,
  runId: string,
  { format, needs }: Wanted,
  signal: AbortSignal,
): Promise<string> {
  const file = fileOfLarge(store, runId)
  if (file !== undefined)
    return inThread({ kind: 'report', file, told: { runId, format, ...(needs && { needs }) } }, signal)
  const { renderReport } = await import('./report-input.ts')
  return renderReport(store, runId, format, needs)
}

/** Where a thread finds the run, if it is worth one. */
const fileOfLarge = (store: Store, runId: string): string | undefined =>
  store.file !== undefined && store.summary(runId).samples > fewSamples ? store.file : undefined
