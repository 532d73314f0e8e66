import type { Catalog, CniSources } from './catalog.ts'
import type { OwnTools } from './own-tools.ts'
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

/** How devices of the CNI are told from others of the same kind. */
export interface DeviceNames {
  /** A Pod's end on the node. */
  readonly ofPods?: RegExp
  /** The node's own, which look like a Pod's: what goes there is decided by the CNI's own table. */
  readonly ofNode?: RegExp
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
  /** Beside the others to be seen, not to be chosen: what a runtime brings by itself. */
  readonly isReference?: true
  readonly agent?: Agent
  readonly tools?: OwnTools
  readonly devices?: DeviceNames
  /** Chains of iptables that are its own, and what they are called in short. */
  readonly chains?: readonly [owner: string, name: RegExp]
  readonly marks?: OwnershipMarks
  /** What it is made from, where a catalog has it. */
  readonly sources?: CniSources
  /** The version that a catalog has; absent where there is none. */
  version?(catalog: Catalog): string
  /** In the order in which they are listed. */
  readonly variants: readonly Variant[]
}
