import type { Catalog } from '../cnis/catalog.ts'
import type { IpFamily } from '../cnis/recipe.ts'
import type { Variant } from '../cnis/variant.ts'
import type { LabError } from '../system/errors.ts'
import type { Paths } from '../system/paths.ts'
import type { Runtime, RuntimeTraits } from './cluster.ts'
import type { EngineId } from './kind/engine.ts'
import type { KeptClusters } from './kept-clusters.ts'
import type { Check } from './check.ts'
import type { Machine } from './machine.ts'

/** Whatever a person or a program may say about the clusters to come; a runtime takes what it knows of. */
export interface RuntimeOptions {
  readonly paths: Paths
  readonly catalog: Catalog
  /** IPv4 alone unless given. */
  readonly ipFamily?: IpFamily | undefined
  readonly engine?: EngineId | undefined
  /** Whether to leave a cluster for later runs; asked when it is closed. */
  readonly keep: () => boolean
  /** Namespaces through sudo, where the host forbids rootless ones. */
  readonly viaSudo: boolean
}

/**
 * `one-kernel`: all nodes share one kernel and its CPUs. `reference-datapaths`: variants are the kernel's datapaths without a CNI.
 */
export type Limitation = 'one-kernel' | 'reference-datapaths'

/** What the machine says to some variants: against all of them, and against single ones. */
export interface Refusals {
  readonly whole?: LabError | undefined
  readonly byVariant?: ReadonlyMap<string, LabError>
}

/**
 * A place that clusters come from, as everything but its own folder knows it: by what it has, never by its name. What makes
 * clusters is loaded when it is opened: it is as large as all the rest of a lab that waits.
 */
export interface RuntimeProfile extends RuntimeTraits {
  readonly title: string
  /** What it is, in a line. */
  readonly summary: string
  /** What it gives and what it takes, in a sentence or two. */
  readonly description: string
  /** What a run of its default variants is for, as a button says it. */
  readonly invitation: string
  readonly ipFamilies: readonly IpFamily[]
  readonly memoryPerClusterBytes: number
  readonly diskPerClusterBytes: number
  /** How long things take until this machine's own runs tell: a cluster, what is around the measurements of a turn, the end. */
  readonly typical: { readonly createMs: number; readonly turnMs: number; readonly endMs: number }
  /**
   * Standard deviation of the log ratio of two variants' values of one round, on a machine that does nothing else: what rounds are
   * planned with.
   */
  readonly usualSpread: number
  /** What a reader of its numbers must know. */
  readonly limitations: readonly Limitation[]
  /** A runtime with everything it works with found. @throws LabError `no-engine` | `download-failed` … */
  open(options: RuntimeOptions, signal: AbortSignal): Promise<Runtime>
  /** Why this machine cannot make these variants. Makes nothing, downloads nothing; only cancelling throws. */
  refusals(plan: RefusalPlan, machine: Machine, signal: AbortSignal): Promise<Refusals>
  /** What it needs of a machine, as questions to it. */
  checks(): Promise<readonly Check[]>
  /** Clusters that outlive the program that made them; absent where there are none. @throws LabError `no-engine` */
  readonly openClusters?: (
    options: Pick<RuntimeOptions, 'paths' | 'engine'>,
    signal: AbortSignal,
  ) => Promise<KeptClusters>
}

export interface RefusalPlan {
  readonly variants: readonly Variant[]
  readonly ipFamily: IpFamily
  readonly paths: Paths
}
