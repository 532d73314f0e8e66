export const capabilityIds = ['allowed-flow', 'dropped-flow', 'drop-reason', 'service-name', 'metrics', 'logs'] as const
export type CapabilityId = (typeof capabilityIds)[number]

/** Why something is said of a capability; `words.ts` has the sentences. */
export type Because =
  | 'shown'
  | 'not-shown'
  | 'no-flow-log'
  | 'no-answer-of-flow-log'
  | 'no-flow-made'
  | 'no-drop-made'
  | 'no-control'
  | 'no-metrics'
  | 'metrics-off'

/** Something that could be seen with the CNI's own tools, and whether it was. */
export interface Capability {
  readonly id: CapabilityId
  readonly found: 'yes' | 'no' | 'not-applicable'
  readonly because: Because
  /** What showed it, where that is a tool with a name: `hubble`. */
  readonly tool?: string
  /** The command or API path that showed it. */
  readonly source: string
  /** The lines that show it; empty where nothing did. */
  readonly excerpt: string
  /** Of the logs that were searched. */
  readonly linesRead?: number
}

export interface ObservabilityFacts {
  readonly capabilities: readonly Capability[]
  /** Of those that apply. */
  readonly found: number
  readonly of: number
}
