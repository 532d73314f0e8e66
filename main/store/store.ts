import type { LabErrorDetails } from '../system/errors.ts'
import type { RunEvent, RunEventType, StoredEvent } from './events.ts'
import type { Reading, RunRecord, RunState } from './run-record.ts'

export interface RunSummary {
  readonly id: string
  /** `unreadable`: its events are there and cannot be understood; nothing else is known of it. */
  readonly state: RunState | 'unreadable'
  /** Why it is unreadable. */
  readonly error?: LabErrorDetails
  readonly startedAtMs: number
  readonly endedAtMs?: number
  readonly mode: string
  readonly runtime: string
  readonly variants: readonly string[]
  readonly samples: number
}

/** What a measuring program printed. */
export interface RawOutput {
  readonly stdout: string
  readonly stderr: string
}

/**
 * The memory of the lab. What is appended is on disk when the call returns, and nothing is ever changed or removed but by
 * `deleteRun`. Everything else here is derived from events and can be rebuilt from them.
 */
export interface Store extends Disposable {
  /** Where it is kept, for another thread to open it; undefined for one in memory. */
  readonly file: string | undefined
  /** Begins a record; the id sorts by time, e.g. `20261123-191305-k3f9`. */
  createRun(event: Extract<RunEvent, { type: 'run.started' }>): string
  append(runId: string, event: RunEvent): void
  /** Keeps an output, compressed, and gives back its number within the run (from 1). */
  appendRaw(runId: string, output: RawOutput): number
  readRaw(runId: string, raw: number): RawOutput
  /** In their order; only those of some types, and only the first of these, where that is asked. */
  events(runId: string, types?: readonly RunEventType[], limit?: number): readonly StoredEvent[]
  /** @throws LabError `unknown-name` */
  run(runId: string): RunRecord
  /** The reading that an output belongs to, with that output alone, found without reading the others. @throws LabError `unknown-name` */
  reading(runId: string, raw: number): Reading
  /** @throws LabError `unknown-name` */
  summary(runId: string): RunSummary
  /** Newest first. */
  runs(): readonly RunSummary[]
  /** The one run whose id begins with `prefix`, or the newest for `latest`. @throws LabError `unknown-name` */
  resolve(prefix: string): string
  deleteRun(runId: string): void
  /** Takes in a whole run of another store, or nothing of it. @throws LabError `bad-usage` when there is one of this id */
  importRun(runId: string, events: readonly StoredEvent[], raws: ReadonlyMap<number, RawOutput>): void
  /** What `keepView` kept under this version, if nothing was appended to the run since. */
  view(runId: string, version: string): Uint8Array | undefined
  /** Keeps what was derived from the run as it is now: it can be thrown away and derived again. */
  keepView(runId: string, version: string, view: Uint8Array): void
}
