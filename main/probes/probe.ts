import type { z } from 'zod'
import type { Block, Content } from '../blocks/block.ts'
import type { Cluster, ContainerSpec, PodExecResult, ProbePods } from '../clusters/cluster.ts'
import type { Cadence } from '../experiment/cadence.ts'
import type { Capability } from '../experiment/capability.ts'
import type { ReadingKey } from '../experiment/cell-key.ts'
import type { PathId } from '../experiment/paths.ts'
import type { Configured } from '../cnis/variant.ts'
import type { Numbers } from './numbers.ts'
import type { ScorecardRow } from './scorecard.ts'

/** What one reading comes to, whatever it was measured or checked with. */
export type OutcomeKind = 'scalars' | 'distribution' | 'series' | 'curve' | 'verdicts' | 'observations'

export interface ProbeCase {
  readonly id: string
  readonly title: string
  /** In how many rounds it is read; in each unless given. */
  readonly cadence?: Cadence
}

/** A sweep: the probe is read once at each point, and its numbers make a curve. */
export interface Axis {
  readonly title: string
  readonly unit: string
  readonly points: readonly number[]
}

/** How long and how often one execution works, from the experiment's mode. */
export interface Intensity {
  readonly durationS: number
  readonly requests: number
  /** To transfer, whatever time it takes, instead of `durationS`. */
  readonly bytes?: number | undefined
}

/** What was printed, and under which number the store keeps it. */
export interface RecordedOutput extends PodExecResult {
  readonly raw: number
  readonly startedAtMs: number
  readonly durationMs: number
}

/** What a probe works with. Whatever it runs goes through `record`: the output is stored before anything is made of it. */
export interface ProbeContext {
  readonly key: ReadingKey
  readonly intensity: Intensity
  readonly cluster: Cluster
  /** The probe Pods: see `route.ts`. */
  readonly probePods: ProbePods
  readonly signal: AbortSignal
  readonly seed: number
  /** NetworkPolicies that a person wants checked, as YAML. */
  readonly userPolicies?: string
  /**
   * Does `run`, and stores what it printed. `part` names what the output is for; `command` is what was run, for the reader.
   * An exit code that is not 0 is a result.
   */
  readonly record: (
    part: string,
    command: readonly string[],
    run: () => Promise<PodExecResult>,
  ) => Promise<RecordedOutput>
  readonly log: (line: string) => void
}

/** What facts say without words of their own, for CSV, JSON and whoever counts. */
export interface Verdict {
  readonly id: string
  readonly title: string
  readonly verdict: 'pass' | 'fail' | 'unknown' | 'not-applicable' | 'informational'
}

export interface Observation {
  readonly what: string
  readonly observed: string
  /** What the variant is configured to have, where it says. */
  readonly configured?: string | undefined
}

/** A variant as a run recorded it: facts are derived from records, never from the program's own list of variants. */
export interface DerivedOf {
  readonly variant: { readonly id: string; readonly cni: string; readonly configured: Configured }
  /** Steps that made its cluster and have ids, in their order. A cluster that was kept has none. */
  readonly steps: readonly { readonly id: string; readonly startedAtMs: number; readonly durationMs: number }[]
}

/** One cell of the overview of what each CNI does. */
export interface OverviewCell<F> {
  readonly title: string
  of(facts: F): Content
}

export interface VariantFacts<F> {
  readonly variant: string
  readonly facts: F
}

/**
 * One thing that is measured or checked, however. A new probe is a new folder with one of these, and one line in `index.ts`.
 * `R` is its record, what one reading leaves; `F` its facts, what follows from all records of one variant.
 */
export interface Probe<R = unknown, F = unknown> {
  readonly id: string
  readonly title: string
  /** The question it answers, as the report asks it. */
  readonly question: string
  /** Heading that its view stands under; probes may share one. Its own title unless given. */
  readonly section?: string
  /** What a runtime must have; where it has not, the probe is left out. */
  readonly needs: readonly Capability[]
  /** Set where it checks NetworkPolicies that a person brings. */
  readonly takesPolicies?: true
  /** Set where it is read only when somebody asks for it by name. */
  readonly onWish?: true
  /** `each-round`: in every round, for statistics; `once`: in one turn after the rounds, as evidence. */
  readonly repeat: 'each-round' | 'once'
  readonly yields: OutcomeKind
  /** `['cluster']` for one that looks at a cluster as a whole. */
  readonly paths: readonly PathId[]
  readonly cases: readonly ProbeCase[]
  readonly axis?: Axis
  /** Of its numbers; empty where it yields verdicts or observations. */
  readonly metrics: Readonly<Record<string, Metric>>
  /** Checked when a record is written and when it is read; one that does not fit is shown as a gap. */
  readonly record: z.ZodType<R>
  /**
   * Containers that run in every cluster, so that a kept cluster fits any later choice. Probes may share one. The first is what
   * `check` is for.
   */
  readonly servers: readonly (ContainerSpec & { readonly port: number })[]
  /** About how long one reading takes. */
  typicalMs(intensity: Intensity): number
  /** A quick exchange on a path: exit code 0 says that it carries traffic. Absent where the probe has no paths. */
  check?(target: Target): readonly string[]
  /** One reading of `context.key`. @throws LabError when nothing could be read */
  run(context: ProbeContext): Promise<R>
  /** Pure. The numbers of one record; absent where there are none. */
  numbers?(record: R): Numbers
  /** Pure. What all records of one variant come to; absent where nothing follows from them but their numbers. */
  derive?(readings: readonly { readonly key: ReadingKey; readonly record: R }[], of: DerivedOf): F
  /** Pure. */
  verdicts?(facts: F): readonly Verdict[]
  /** Pure. */
  observations?(facts: F): readonly Observation[]
  /** Pure. One cell for each variant in the overview of what each CNI does. */
  readonly overview?: readonly OverviewCell<F>[]
  /** Pure. What it puts on the scorecard, the first thing that a reader sees. */
  readonly scorecard?: readonly ScorecardRow<F>[]
  /** Pure. The facts of all variants side by side; numbers have tables and charts of their own, before this. */
  view?(variants: readonly VariantFacts<F>[]): readonly Block[]
}

/** `s/GiB`: seconds of CPU for each GiB carried; `1/s`: how many a second. */
export type Unit = 'bit/s' | 'ms' | 'count' | '%' | 's/GiB' | '1/s'

export interface Metric {
  readonly unit: Unit
  /** `neither`: shown, never ranked. */
  readonly better: 'higher' | 'lower' | 'neither'
  /** What is measured, in words. */
  readonly of: string
  /** Shown first and compared between variants; the others are in the tables. */
  readonly headline?: true
}

export interface Target {
  /** Address or DNS name. */
  readonly host: string
  readonly port: number
}

/** Checks at compile time that a probe is complete; at run time it is the probe itself. */
export const defineProbe = <R, F>(probe: Probe<R, F>): Probe<R, F> => probe
