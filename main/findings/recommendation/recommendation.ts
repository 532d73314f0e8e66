import type { EnforcementReason } from '../claims/claim.ts'
import type { FootprintFacts } from '../../probes/footprint/facts.ts'
import type { PolicyCase } from '../../probes/policy/facts.ts'

/** What a run shows of one variant for whoever chooses among them. */
export interface Suitability {
  readonly variant: string
  /** It stands beside the others for reference, and is not recommended. */
  readonly isReference?: true
  readonly needs: Readonly<Record<Need, NeedFinding>>
  /** What it brings into a cluster, where the run shows it. */
  readonly size?: Pick<FootprintFacts, 'objectCount' | 'memoryBytes' | 'imageBytes'>
}

/** Whether the run shows that a need is met, and how or why not. */
export interface NeedFinding {
  readonly isMet: boolean
  readonly reason: NeedReason
}

export type Need = 'enforcement' | 'encryption' | 'layer7' | 'visibility'

/** What a person needs of a CNI. */
export type Needs = Readonly<Record<Need, boolean>> & {
  /** What weighs most among those that meet the needs. */
  readonly priority: 'speed' | 'memory' | 'simplicity'
}

/** How a run shows that a need is met, or is not; `not-shown` is no finding against the variant. */
export type NeedReason =
  | { readonly code: 'reference' }
  | { readonly code: 'not-shown'; readonly need: Need; readonly case?: PolicyCase }
  | Omit<EnforcementReason, 'variant'>
  | { readonly code: 'encryption'; readonly observed: 'encrypted' | 'clear' }
  | {
      readonly code: 'layer7'
      readonly outcome: 'match' | 'not-enforced' | 'deviates'
      readonly case: PolicyCase
    }
  | { readonly code: 'visibility'; readonly isMet: boolean }

/** How a variant does by what weighs most; absent numbers are not in the run. */
export type PriorityReason =
  | { readonly code: 'speed'; readonly won: number; readonly lost: number; readonly all: number }
  | { readonly code: 'memory'; readonly bytes?: number }
  | { readonly code: 'simplicity'; readonly objects?: number }

/** What a variant costs against another candidate. */
export type CandidateCost = { readonly other: string } &
  /** In so many of the questions that the two are compared in; their charts have the ratios. */
  (
    | { readonly code: 'behind'; readonly count: number; readonly of: number }
    | { readonly code: 'objects'; readonly more: number }
    | { readonly code: 'memory'; readonly moreBytes: number }
    | { readonly code: 'images'; readonly moreBytes: number }
  )

export interface Candidate {
  readonly variant: string
  readonly reasons: readonly NeedReason[]
  readonly priority: PriorityReason
  readonly costs: readonly CandidateCost[]
}

export interface Recommendation {
  readonly needs: Needs
  /** How many variants the run has. */
  readonly variants: number
  /** Absent where no variant of the run meets the needs. */
  readonly choice?: Candidate
  readonly runnerUp?: Candidate
  /** Where the two are not to be told apart by the priority. */
  readonly isTie: boolean
  readonly excluded: readonly { readonly variant: string; readonly reasons: readonly NeedReason[] }[]
}
