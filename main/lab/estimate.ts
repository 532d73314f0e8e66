/** What an experiment will take, before it is made. */
export interface Estimate {
  /** Executions of probes, without the repetition of failed ones. */
  readonly samples: number
  /** Wall time; `parts` add up to it. */
  readonly durationMs: number
  readonly parts: { readonly createMs: number; readonly probeMs: number; readonly otherMs: number }
  /** Rigorous mode may stop early and may go on: the time of the most rounds. */
  readonly longestMs: number
  readonly memoryBytes: number
  readonly diskBytes: number
  /** Where the times come from. */
  readonly basis: 'earlier runs on this machine' | 'typical times'
}
