import type { ReadingKey } from '../experiment/cell-key.ts'
import type { LookTaken } from '../experiment/look.ts'
import type { ResolvedSpec } from '../experiment/spec.ts'
import type { Json } from '../system/json.ts'
import type { EventOf, Environment, Output, RecordedError, RecordedProbe, RecordedVariant } from './events.ts'

/** `interrupted`: the process that did it ended without a word. */
export type RunState = 'running' | 'complete' | 'cancelled' | 'failed' | 'interrupted'

/** One execution of a probe on one cell: what it printed, and what was read from that. */
export interface Reading extends ReadingKey {
  readonly outputs: readonly Output[]
  /** Absent where it failed before anything was printed, and the record is of a version that did not tell. */
  readonly startedAtMs?: number | undefined
  readonly durationMs?: number | undefined
  readonly outcome:
    | { readonly state: 'recorded'; readonly record: Json }
    | { readonly state: 'failed'; readonly error: RecordedError }
    /** Printed, and not read: the process ended in between. */
    | { readonly state: 'unread' }
}

export interface VariantRecord extends RecordedVariant {
  readonly cluster?: Omit<EventOf<'cluster.ready'>, 'type' | 'variant'>
  readonly error?: RecordedError
}

export type StepRecord = Omit<EventOf<'step.finished'>, 'type'>

/** A run as its events tell it: what reports, comparisons and history are derived from. */
export interface RunRecord {
  readonly id: string
  readonly state: RunState
  readonly startedAtMs: number
  readonly endedAtMs?: number
  readonly error?: RecordedError
  readonly spec: ResolvedSpec
  readonly environment: Environment
  readonly variants: readonly VariantRecord[]
  readonly probes: readonly RecordedProbe[]
  readonly rounds: readonly { readonly round: number; readonly order: readonly string[] }[]
  /** In the order in which they were taken; absent where there were none. */
  readonly looks?: readonly LookTaken[] | undefined
  /** In the order in which they were begun. */
  readonly readings: readonly Reading[]
  readonly steps: readonly StepRecord[]
  readonly idle?: { readonly running: number; readonly paused: number }
}
