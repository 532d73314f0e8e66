import type { Runtime } from '../clusters/cluster.ts'
import type { Variant } from '../cnis/variant.ts'
import type { ResolvedSpec } from '../experiment/spec.ts'
import type { Probe } from '../probes/probe.ts'
import type { Environment } from '../store/events.ts'
import type { Store } from '../store/store.ts'
import type { Measurement } from './plan.ts'
import type { Observer, Recorder } from './recorder.ts'
import type { VariantSession } from './variant-session.ts'

export interface Experiment {
  readonly spec: ResolvedSpec
  readonly variants: readonly Variant[]
  readonly probes: readonly Probe[]
}

export interface LabParts {
  readonly runtime: Runtime
  readonly store: Store
  readonly environment: Environment
  /** Every probe there is: their servers are in every cluster. */
  readonly allProbes: readonly Probe[]
  /** Clusters made at a time. */
  readonly concurrency: number
  readonly observer: Observer
  /** Told the id of a new run before anything else is told of it. */
  readonly onCreated?: (runId: string) => void
}

/** A run under way: what each step of it works with. */
export interface Run extends LabParts, Experiment {
  readonly cells: readonly Measurement[]
  readonly recorder: Recorder
  readonly signal: AbortSignal
  /** Whatever has a cluster to close. */
  readonly sessions: VariantSession[]
}

export type Sessions = readonly VariantSession[]
