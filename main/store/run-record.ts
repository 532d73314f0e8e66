import type { PathId } from '../experiment/paths.ts'
import type { ResolvedSpec } from '../experiment/spec.ts'
import type {
  EventOf,
  Environment,
  InspectionEnd,
  InspectionOutput,
  RecordedError,
  RecordedInspection,
  RecordedProbe,
  RecordedVariant,
} from './events.ts'

/** `interrupted`: the process that did it ended without a word. */
export type RunState = 'running' | 'complete' | 'cancelled' | 'failed' | 'interrupted'

export interface SampleKey {
  readonly variant: string
  readonly probe: string
  readonly caseId: string
  readonly path: PathId
  readonly round: number
}

/** A sample's key as one text, for sets and maps: attempts at the same measurement have the same. */
export const sampleKeyText = ({ variant, probe, caseId, path, round }: SampleKey): string =>
  [variant, probe, caseId, path, round].join(' ')

export interface Sample extends SampleKey {
  /** Number of its raw output in the store. */
  readonly raw: number
  readonly command: readonly string[]
  readonly exitCode: number
  readonly startedAtMs: number
  readonly durationMs: number
  readonly machineBusy: number
  readonly outcome:
    | {
        readonly state: 'measured'
        readonly metrics: Readonly<Record<string, number>>
        readonly distributions: Readonly<Record<string, readonly number[]>>
        readonly cpuLimited: boolean
      }
    | { readonly state: 'failed'; readonly error: RecordedError }
    /** Taken, not yet read: the process ended in between. */
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
  readonly samples: readonly Sample[]
  /** Executions that could not even start, so that there is no output of them. */
  readonly failures: readonly (SampleKey & { readonly error: RecordedError })[]
  readonly steps: readonly StepRecord[]
  /** What was to be looked at; absent in runs of before there were inspections. */
  readonly inspections?: readonly RecordedInspection[]
  readonly inspectionOutputs: readonly InspectionOutput[]
  /** The last of each inspection and variant; one that was begun and did not end has none. */
  readonly inspectionEnds: readonly InspectionEnd[]
  readonly idle?: { readonly running: number; readonly paused: number }
}
