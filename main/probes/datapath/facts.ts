import type { DerivedOf, Observation } from '../probe.ts'
import type { ForwardingPath } from './forwarding-path.ts'

export type Configured = DerivedOf['variant']['configured']

/** In the order in which they are shown. */
export const topics = ['configuration', 'links', 'routes', 'rules', 'services', 'agent'] as const
export type Topic = (typeof topics)[number]

/** One thing that nodes, or the API, show of the datapath. */
export interface DatapathObservation extends Observation {
  readonly topic: Topic
  readonly verdict: 'agrees' | 'differs' | 'informational' | 'unknown'
  /** The lines that it was read from. */
  readonly excerpt: string
  /** The command or API path that printed them. */
  readonly source: string
  /** Nodes that show it; absent where it is the cluster's. */
  readonly nodes?: readonly string[]
}

export interface DatapathFacts {
  readonly observations: readonly DatapathObservation[]
  /** How each node sends to a Pod on another node. */
  readonly paths: readonly NodePath[]
  /** eBPF programs whose links are pinned on the nodes, by name, e.g. `cil_from_container`. */
  readonly programs: readonly string[]
}

export interface NodePath {
  readonly node: string
  readonly path: ForwardingPath
  /** Who put the route into the kernel, in the kernel's words: `bird` is a BGP daemon. */
  readonly protocol?: string
}
