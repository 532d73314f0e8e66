/** One thing that a node, or the API, shows of the datapath. */
export interface Observation {
  readonly topic: 'links' | 'routes' | 'rules' | 'services' | 'configuration' | 'agent'
  /** e.g. `VXLAN device`, `kube-proxy mode`. */
  readonly what: string
  /** What the recipe asked for, where it says. */
  readonly configured?: string
  readonly observed: string
  readonly verdict: 'agrees' | 'differs' | 'shown' | 'unknown'
  /** The lines that it was read from. */
  readonly excerpt: string
  /** The command or API path that printed them. */
  readonly source: string
}

export interface DatapathEvidence {
  readonly variant: string
  readonly observations: readonly Observation[]
  readonly sentence: string
}
