import type { LookTaken } from '../experiment/look.ts'
import type { ReadingKey } from '../experiment/cell-key.ts'
import type { Settings } from './settings.ts'
import type { LogPart, TaskChange } from './tasks/task.ts'

/** The numbers of a reading that has just ended. */
export interface LiveSample extends ReadingKey {
  readonly runId: string
  readonly metrics: Readonly<Record<string, number>>
}

/** What is told to whoever shows the lab: name → what it says. */
export interface Events {
  'task:changed': TaskChange
  'task:logged': { readonly id: string } & LogPart
  'run:measured': LiveSample
  /** What is decided so far: see `planLooks`. */
  'run:judged': { readonly runId: string } & LookTaken
  /** The list of runs, or one of them, is not what it was: read it again. */
  'runs:changed': { readonly runId: string }
  'clusters:changed': null
  'settings:changed': Settings
}

export type EventName = keyof Events
export type LabEvent = { readonly [K in EventName]: { readonly name: K; readonly payload: Events[K] } }[EventName]
export type Tell = (event: LabEvent) => void
