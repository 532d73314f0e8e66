import type { Bench, Cluster, PodExecResult } from '../clusters/cluster.ts'

/** What was printed, and under which number the store keeps it. */
export interface KeptOutput extends PodExecResult {
  readonly raw: number
  readonly startedAtMs: number
  readonly durationMs: number
}

/** What an inspection works with. Whatever it looks at goes through `keep`: the output is stored before anything is made of it. */
export interface InspectionContext {
  readonly cluster: Cluster
  /** The probe Pods: `client` and `server-near` on one node, `server-far` on another, `host-client` and `host-server` in the nodes' own network. */
  readonly bench: Bench
  readonly signal: AbortSignal
  readonly seed: number
  /** NetworkPolicies that a person wants tried, as YAML. */
  readonly userPolicies?: string
  /**
   * Does `run`, and stores what it printed. `part` names what the output is for; `command` is what was run, for the reader.
   * An exit code that is not 0 is a result.
   */
  readonly keep: (part: string, command: readonly string[], run: () => Promise<PodExecResult>) => Promise<KeptOutput>
  readonly log: (line: string) => void
}

/**
 * A look at what a cluster does, once a run, beside the measurements: it has a record instead of metrics. The record is plain JSON
 * of what was observed; what follows from it is derived in `findings`, so that it can be derived anew.
 * A new inspection is a new folder with one of these, named in `index.ts`.
 */
export interface Inspection {
  readonly id: string
  readonly title: string
  /** The question it answers, as the report asks it. */
  readonly question: string
  /** Absent: on every runtime. */
  readonly needs?: 'kubernetes'
  /** About how long it takes on one cluster. */
  readonly typicalMs: number
  /** @returns the record: JSON. @throws LabError when nothing could be observed */
  inspect(context: InspectionContext): Promise<unknown>
}

export const defineInspection = <const I extends Inspection>(inspection: I): I => inspection
