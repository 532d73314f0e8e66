import type { TrafficPath } from '../experiment/paths.ts'
import type { RuntimeProfile } from '../clusters/runtime.ts'
import type { CniProfile } from '../cnis/profile.ts'
import type { Variant } from '../cnis/variant.ts'
import type { RunComparison } from '../findings/compare-runs.ts'
import type { Needs } from '../findings/recommendation/recommendation.ts'
import type { ClusterEntry } from '../clusters/kept-clusters.ts'
import type { Examination } from '../lab/doctor/examine.ts'
import type { CostEstimate } from '../lab/estimate.ts'
import type { ExperimentSpec } from '../experiment/spec.ts'
import type { ExportedRun } from '../lab/export-run.ts'
import type { Mode, modes } from '../experiment/modes.ts'
import type { LabEvent } from '../lab/lab-event.ts'
import type { PlanCheck } from '../lab/plan-check.ts'
import type { RawSample, RunView } from '../lab/run-view.ts'
import type { Settings } from '../lab/settings.ts'
import type { LogLine, LogPart, Task } from '../lab/tasks/task.ts'
import type { RecordedProbe } from '../store/events.ts'
import type { RunSummary } from '../store/store.ts'
import type { LabErrorDetails } from '../system/errors.ts'
import type { Paths } from '../system/paths.ts'
import type { Packed } from './packed.ts'

export type { ExperimentSpec, ExportedRun, PlanCheck, RawSample, RunView }
export type { EventName, Events, LabEvent, LiveSample } from '../lab/lab-event.ts'
export type { SampleRow } from '../lab/run-view.ts'

export interface VariantDescription extends Variant {
  /** Compared unless somebody names variants. */
  readonly isDefault: boolean
  /** Of the catalog in force; absent where the runtime has none. */
  readonly version?: string
}

/** A probe as there is to choose. */
export interface ProbeDescription extends RecordedProbe {
  /** Those that have what it needs. */
  readonly runtimes: readonly string[]
  /** About how long it takes on one cluster, where that does not depend on the mode. */
  readonly typicalMs?: number
  /** Whether it checks NetworkPolicies that a person brings. */
  readonly takesPolicies: boolean
  /** Read only when it is chosen; not among what is usual. */
  readonly onWish: boolean
}

export interface RuntimeDescription extends Pick<
  RuntimeProfile,
  'id' | 'title' | 'summary' | 'description' | 'invitation' | 'provides' | 'ipFamilies'
> {
  /** Whether its clusters outlive a run, so that they can be kept and listed. */
  readonly keepsClusters: boolean
}

/** What there is to choose from, and where this lab runs. */
export interface LabDescription {
  readonly version: string
  readonly platform: string
  readonly host: string
  /** The first is meant where nobody chose one. */
  readonly runtimes: readonly RuntimeDescription[]
  /** A CNI that is not among them has no colour of its own. */
  readonly cnis: readonly Pick<CniProfile, 'id' | 'title' | 'colour'>[]
  readonly variants: readonly VariantDescription[]
  readonly probes: readonly ProbeDescription[]
  readonly paths: readonly { readonly id: TrafficPath; readonly title: string; readonly runtimes: readonly string[] }[]
  readonly modes: readonly ((typeof modes)[Mode] & { readonly id: Mode })[]
  readonly exports: readonly { readonly format: string; readonly title: string; readonly extension: string }[]
  /** Where this lab keeps its data and its cache, to be shown. */
  readonly folders: Paths
  /** Where the catalog's versions come from, in words. */
  readonly catalog: string
}

/** How to get into a cluster from a terminal of the lab's machine. */
export interface ClusterAccess {
  readonly kubeconfig: string
  /** A line to paste into a shell. */
  readonly exportCommand: string
  readonly shellCommand: string
}

interface Call<Input, Answer> {
  readonly input: Input
  readonly result: Answer
}
type Nothing = undefined

/** Every call: name → what it takes and gives. Each has a schema and a handler in handlers/, and a method of the client. */
export interface Calls {
  'lab:describe': Call<Nothing, LabDescription>
  'plan:estimate': Call<ExperimentSpec, CostEstimate>
  'plan:check': Call<ExperimentSpec, PlanCheck>
  'run:start': Call<ExperimentSpec, { readonly taskId: string }>
  /** Goes on with an interrupted or cancelled run. */
  'run:resume': Call<{ readonly runId: string; readonly keep: boolean }, { readonly taskId: string }>
  'run:list': Call<Nothing, readonly RunSummary[]>
  'run:open': Call<{ readonly runId: string }, Packed<RunView>>
  'run:sample': Call<{ readonly runId: string; readonly raw: number }, RawSample>
  /** A capture of packets, as a file. */
  'run:capture': Call<{ readonly runId: string; readonly raw: number }, ExportedRun>
  /** The run's log as the store has it, whatever became of its task. */
  'run:log': Call<{ readonly runId: string }, readonly LogLine[]>
  /** `needs` are the reader's, for the recommendation. */
  'run:export': Call<{ readonly runId: string; readonly format: string; readonly needs?: Needs }, ExportedRun>
  /** `text` is a JSON export. */
  'run:import': Call<{ readonly text: string }, { readonly runId: string; readonly isNew: boolean }>
  'run:delete': Call<{ readonly runId: string }, Nothing>
  'run:compare': Call<{ readonly a: string; readonly b: string }, RunComparison>
  'task:list': Call<Nothing, readonly Task[]>
  /** A task with the end of its log; `tail` is the most lines wanted. */
  'task:read': Call<{ readonly id: string; readonly tail: number }, { readonly task: Task; readonly log: LogPart }>
  /** `clusters` says what becomes of the clusters of a run; it is of no account for other tasks. */
  'task:cancel': Call<{ readonly id: string; readonly clusters: 'delete' | 'keep' }, Nothing>
  'cluster:list': Call<Nothing, readonly ClusterEntry[]>
  'cluster:create': Call<{ readonly variant: string }, { readonly taskId: string }>
  'cluster:delete': Call<{ readonly name: string }, { readonly taskId: string }>
  'cluster:prune': Call<Nothing, { readonly taskId: string }>
  'cluster:access': Call<{ readonly name: string }, ClusterAccess>
  'cluster:terminal': Call<{ readonly name: string }, Nothing>
  'doctor:examine': Call<Nothing, Examination>
  'settings:read': Call<Nothing, Settings>
  'settings:write': Call<Settings, Settings>
}

export type CallName = keyof Calls
export type InputOf<K extends CallName> = Calls[K]['input']
export type ResultOf<K extends CallName> = Calls[K]['result']
/** Every answer: errors are values. `cancelled` never comes this way. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: LabErrorDetails }

/** What a client sends. */
export interface CallMessage {
  readonly id: number
  readonly call: string
  readonly input?: unknown
}

/** What the service sends. Events of 100 ms travel together, in their order. */
export type ServerMessage =
  { readonly id: number; readonly result: Result<unknown> } | { readonly events: readonly LabEvent[] }
