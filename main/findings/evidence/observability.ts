/** Something that could be seen with the CNI's own tools, and whether it was. */
export interface Sight {
  readonly id: 'allowed-flow' | 'dropped-flow' | 'drop-reason' | 'service-name' | 'metrics' | 'logs'
  readonly title: string
  readonly found: 'yes' | 'no' | 'not-applicable'
  /** The command or API path that showed it. */
  readonly source: string
  /** The lines that show it; empty where nothing did. */
  readonly excerpt: string
  readonly explanation: string
}

export interface ObservabilityEvidence {
  readonly variant: string
  readonly sights: readonly Sight[]
  /** Of those that apply. */
  readonly found: number
  readonly of: number
  readonly sentence: string
}
