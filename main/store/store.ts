import type { RunEvent, StoredEvent } from './events.ts'
import type { RunRecord, RunState } from './run-record.ts'

export interface RunSummary {
  readonly id: string
  readonly state: RunState
  readonly startedAtMs: number
  readonly endedAtMs?: number
  readonly mode: string
  readonly runtime: string
  readonly variants: readonly string[]
  readonly samples: number
}

/**
 * The memory of the lab. What is appended is on disk when the call returns, and nothing is ever changed or removed but by
 * `deleteRun`. Everything else here is derived from events and can be rebuilt from them.
 */
export interface Store extends Disposable {
  /** Begins a record; the id sorts by time, e.g. `20261123-191305-k3f9`. */
  createRun(event: Extract<RunEvent, { type: 'run.started' }>): string
  append(runId: string, event: RunEvent): void
  /** Keeps an output, compressed, and gives back its number within the run (from 1). */
  appendRaw(runId: string, output: { readonly stdout: string; readonly stderr: string }): number
  readRaw(runId: string, raw: number): { readonly stdout: string; readonly stderr: string }
  events(runId: string): readonly StoredEvent[]
  /** @throws LabError `unknown-name` */
  run(runId: string): RunRecord
  /** Newest first. */
  runs(): readonly RunSummary[]
  /** The one run whose id begins with `prefix`, or the newest for `latest`. @throws LabError `unknown-name` */
  resolve(prefix: string): string
  deleteRun(runId: string): void
}
