import type { IpFamily } from '../cnis/recipe.ts'
import type { RuntimeId } from '../cnis/variant.ts'
import type { PathId } from '../probes/probe.ts'
import type { Mode } from './modes.ts'

/** What a person may choose about an experiment. Names are checked against what there is. */
export interface ExperimentChoice {
  readonly runtime: RuntimeId
  readonly variants: readonly string[]
  /** Probes and inspections. */
  readonly probes: readonly string[]
  /** NetworkPolicies to try in each cluster, as YAML. */
  readonly ownPolicies?: string | undefined
  /** Of clusters on kind; IPv4 alone unless given. */
  readonly ipFamily?: IpFamily | undefined
  /** Besides the baseline. */
  readonly paths: readonly PathId[]
  readonly mode: Mode
  /** Instead of the mode's. */
  readonly rounds?: number | undefined
  readonly durationS?: number | undefined
  /** Random unless given. */
  readonly seed?: number | undefined
  /** Leave the clusters for later runs. */
  readonly keep: boolean
}
