import type { Needs } from '../../findings/recommendation/recommendation.ts'
import type { LabErrorDetails } from '../../system/errors.ts'
import type { ImportedRun } from '../import-run.ts'

/** What is done in a thread of its own, by name: what the thread is told, and what comes of it. */
export interface Jobs {
  readonly import: { readonly told: { readonly text: string }; readonly result: ImportedRun }
  readonly view: { readonly told: { readonly runId: string }; readonly result: Uint8Array }
  readonly report: {
    readonly told: { readonly runId: string; readonly format: string; readonly needs?: Needs }
    readonly result: string
  }
}

export type JobKind = keyof Jobs
export type Told<K extends JobKind> = Jobs[K]['told']
export type ResultOf<K extends JobKind> = Jobs[K]['result']

/** What a thread begins with. The store is opened anew, by its file: a connection belongs to one thread. */
export interface Job<K extends JobKind = JobKind> {
  readonly kind: K
  readonly file: string
  readonly told: Told<K>
}

/** What a thread says, once, at its end. */
export type Outcome<K extends JobKind = JobKind> =
  { readonly ok: true; readonly value: ResultOf<K> } | { readonly ok: false; readonly error: LabErrorDetails }
