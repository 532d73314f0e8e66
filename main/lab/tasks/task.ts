import type { StepKind } from '../../clusters/cluster.ts'
import type { LabErrorDetails } from '../../system/errors.ts'

export type TaskKind = 'run' | 'cluster-create' | 'cluster-delete' | 'cluster-prune'

/** `cancelled` is an end of its own, not a failure. */
export type TaskState = 'queued' | 'running' | 'cancelling' | 'succeeded' | 'failed' | 'cancelled'

export interface TaskStep {
  /** Unique within the task, counted from 1. */
  readonly id: number
  /** What it is done for, usually a variant; null for the task as a whole. */
  readonly group: string | null
  readonly title: string
  readonly kind: StepKind
  readonly state: 'running' | 'succeeded' | 'failed' | 'cancelled'
  readonly startedAtMs: number
  readonly endedAtMs?: number
  readonly error?: LabErrorDetails
}

/** What a task is about, so that every view finds the task of what it shows. */
export interface TaskSubject {
  readonly runId?: string
  readonly cluster?: string
  readonly variant?: string
}

/** A long job, as anyone who watches sees it. Its log is read apart. */
export interface Task {
  readonly id: string
  readonly kind: TaskKind
  readonly title: string
  readonly subject: TaskSubject
  readonly state: TaskState
  readonly steps: readonly TaskStep[]
  /** Absent while it cannot be told. */
  readonly progress?: { readonly done: number; readonly total: number }
  /** Present exactly when it failed. */
  readonly error?: LabErrorDetails
  readonly createdAtMs: number
  readonly startedAtMs?: number
  readonly endedAtMs?: number
}

/** A task with only those steps that are new or differ from what was told before. */
export type TaskChange = Omit<Task, 'steps'> & { readonly changedSteps: readonly TaskStep[] }

export interface LogLine {
  readonly atMs: number
  /** As in `TaskStep`. */
  readonly group: string | null
  readonly text: string
}

/** A piece of a log: its first line is number `from`, counted from 0 since the task began. */
export interface LogPart {
  readonly from: number
  readonly lines: readonly LogLine[]
}
