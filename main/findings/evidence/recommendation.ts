/** What a person needs of a CNI. */
export interface Needs {
  readonly policy: boolean
  readonly encryption: boolean
  readonly layer7: boolean
  readonly observability: boolean
  /** What weighs most among those that meet the needs. */
  readonly priority: 'speed' | 'memory' | 'simplicity'
}

export interface Candidate {
  readonly variant: string
  /** Sentences with what was found. */
  readonly reasons: readonly string[]
  /** What it costs against the other candidates. */
  readonly costs: readonly string[]
}

export interface Recommendation {
  /** Absent where no variant of the run meets the needs. */
  readonly choice?: Candidate
  readonly runnerUp?: Candidate
  /** Where the two are not to be told apart by the priority. */
  readonly isTie: boolean
  readonly excluded: readonly { readonly variant: string; readonly because: string }[]
  readonly sentence: string
}
