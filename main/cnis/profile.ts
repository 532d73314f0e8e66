import type { Catalog, CniSources } from './catalog.ts'
import type { Variant } from './variant.ts'

/** What tells a CNI's objects from others. */
export interface OwnershipMarks {
  readonly name: RegExp
  readonly namespace?: RegExp
  readonly label: readonly [key: string, value: RegExp]
  /** API group of its CRDs: that of a definition is in its name. */
  readonly group?: RegExp
}

/** The Pod of the CNI that runs on every node. */
export interface Agent {
  /** Label selector of its Pods. */
  readonly label: string
  readonly container: string
  /** Port where it offers metrics, if it is told to. */
  readonly metricsPort?: number
}

/**
 * What is known of a CNI. One that is a person's own has none: whoever reads a profile copes with its absence, and with that of
 * each part of it.
 */
export interface CniProfile {
  readonly id: string
  readonly title: string
  /** `#rrggbb`, the same everywhere; those of the CNIs here are told apart by colour-blind readers (after Okabe and Ito, 2008). */
  readonly colour: string
  readonly agent?: Agent
  readonly marks?: OwnershipMarks
  /** What it is made from, where a catalog has it. */
  readonly sources?: CniSources
  /** The version that a catalog has; absent where there is none. */
  version?(catalog: Catalog): string
  /** In the order in which they are listed. */
  readonly variants: readonly Variant[]
}
