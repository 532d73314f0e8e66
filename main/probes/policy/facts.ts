import type { Decision, PolicyBasis } from '../../policy-model/evaluate.ts'
import type { Attempt, Connectivity, RecordedCase, RecordedStep } from './record.ts'

/**
 * What a check says of the policy in force. `false-allow`: allowed where it must be denied; `false-deny`: denied where it must be
 * allowed; `unreachable`: it was so without any policy, too; `implementation-defined`: the specification leaves it open, or exempts
 * it; `unknown`: the check itself failed.
 */
export type CheckVerdict = 'match' | 'false-allow' | 'false-deny' | 'unreachable' | 'implementation-defined' | 'unknown'

/** Who dialled whom, by what, and what is to be said of it. */
export interface ConnectionCheck extends Omit<Attempt, 'declared'> {
  readonly sameNode: boolean
  readonly expected: Decision['verdict']
  readonly observed: Connectivity
  readonly verdict: CheckVerdict
  readonly basis: PolicyBasis
  /** Names of the policies that decided, for the expectation. */
  readonly decidedBy: readonly string[]
  /** Which of several steps of its case it belongs to. */
  readonly step?: string | undefined
  /** What was seen beside the connectivity: an HTTP status, the source address that the server saw. */
  readonly note?: string | undefined
}

/** What one case of the suite came to on one variant. */
export type CaseOutcome =
  /** Every check is as the specification has it, or exempt. */
  | 'match'
  /** Not one of the checks that must be denied was. */
  | 'not-enforced'
  /** Some checks differ. */
  | 'deviates'
  /** Nothing is defined: shown, not judged. */
  | 'informational'
  /** It does not apply here: the API, the kernel or the address family is not there. */
  | 'not-applicable'
  | 'unknown'

/** Why an outcome is what it is, where its checks do not say it. */
export type OutcomeReason =
  /** The case says of itself what is missing. */
  | { readonly code: 'missing'; readonly message: string }
  /** Its protocol does not work without any policy either. */
  | { readonly code: 'protocol-missing' }
  | { readonly code: 'rejected' | 'failed'; readonly message: string }
  | { readonly code: 'skipped' }
  | { readonly code: 'nothing-denied' }

/** Its `id` is the suite's number of it, such as `1`, `13b`, `C2`; `user` for what a person brought. */
export interface PolicyCase extends Readonly<
  Pick<RecordedCase, 'id' | 'title' | 'kind' | 'layer' | 'released'> & Pick<RecordedStep, 'enforced'>
> {
  /** The policies, as YAML. */
  readonly policies: string
  readonly outcome: CaseOutcome
  readonly reason?: OutcomeReason
  /** What a person must know of how their policies were checked. */
  readonly notes?: string | undefined
  readonly checks: readonly ConnectionCheck[]
}

/** Times in ms over several cases. */
export interface Spread {
  readonly n: number
  readonly median: number
  readonly min: number
  readonly max: number
  /** The case that took the longest. */
  readonly slowest: Pick<PolicyCase, 'id' | 'title'>
}

/** From here on a person must be told: for so long, what they have denied is still allowed. */
export const slowToEnforceMs = 5_000

/** What one variant makes of NetworkPolicies. */
export interface PolicyFacts {
  /** Without any policy all must be allowed; where not, nothing that follows is judged. */
  readonly baseline: {
    readonly isClean: boolean
    readonly failing: readonly Pick<ConnectionCheck, 'from' | 'to' | 'protocol' | 'port' | 'observed'>[]
  }
  /** Over the standard and dynamic cases. `none`: policies are accepted by the API server and enforced by nothing. */
  readonly enforcement: 'full' | 'partial' | 'none' | 'unknown'
  /** Of these cases. */
  readonly counts: Readonly<Record<'judged' | 'match' | 'notEnforced' | 'deviating' | 'unknown', number>>
  readonly cases: readonly PolicyCase[]
  /** Until all was as expected, at the latest, over the cases that match. */
  readonly enforceMs?: Spread | undefined
  readonly releaseMs?: Spread | undefined
  /** So many cases ran at a time, which makes these times longer than one case alone would have. */
  readonly sideBySide?: number | undefined
  /** What became of a TCP connection that was there before the policy that forbids it. */
  readonly establishedConnection: 'kept' | 'cut' | 'unknown'
}

/** The case that shows whether rules of layer 7 are enforced. */
export const layer7Case = ({ cases }: Pick<PolicyFacts, 'cases'>): PolicyCase | undefined =>
  cases.find(({ layer }) => layer === 7)
