import type { PolicyBasis, Reach } from '../../probes/policy/evaluator/basis.ts'

export type { PolicyBasis, Reach }

/**
 * What a try says of the policy in force. `bypass`: open where it must be blocked; `overblock`: blocked where it must be open;
 * `unreachable`: it was so without any policy, too; `spec-exception`: the specification leaves it open, or exempts it; `unknown`: the
 * try itself failed.
 */
export type PolicyVerdict = 'match' | 'bypass' | 'overblock' | 'unreachable' | 'spec-exception' | 'unknown'

/** One try: who, to whom, by what. Names are `namespace/Pod`, `outside`, or a Service's. */
export interface PolicyTry {
  readonly from: string
  readonly to: string
  readonly protocol: 'TCP' | 'UDP' | 'SCTP'
  readonly port: number
  readonly sameNode: boolean
  readonly expected: 'open' | 'blocked' | 'undefined'
  readonly observed: Reach
  readonly verdict: PolicyVerdict
  readonly basis: PolicyBasis
  /** Names of the policies that decided, for the expectation. */
  readonly decidedBy: readonly string[]
  /** What was seen beside the reach: an HTTP status, the source address that the server saw. */
  readonly note?: string
}

/** What one case of the suite came to on one variant. */
export type CaseOutcome =
  /** Every try is as the specification has it, or exempt. */
  | 'match'
  /** Not one of the tries that must be blocked was. */
  | 'not-enforced'
  /** Some tries differ. */
  | 'deviates'
  /** Nothing is defined: shown, not judged. */
  | 'shown'
  /** It does not apply here: the API, the kernel or the address family is not there. */
  | 'not-applicable'
  | 'unknown'

export interface PolicyCase {
  /** As the suite numbers it: `1`, `13b`, `C2`; `own` for what a person brought. */
  readonly id: string
  readonly title: string
  /** `standard`: NetworkPolicy; `dynamic`: changes while it is in force; `shown`: not defined; `api`: the CNI's own; `own`: a person's. */
  readonly kind: 'standard' | 'dynamic' | 'shown' | 'api' | 'own'
  /** The policies, as YAML. */
  readonly policies: string
  readonly outcome: CaseOutcome
  /** In a sentence: why it is not applicable, what deviates, or what is to be seen. */
  readonly explanation?: string
  readonly tries: readonly PolicyTry[]
  /** From the API server's answer to the first look at which all was as it stayed then; it is not shorter than one look. */
  readonly enforceMs?: number
  readonly releaseMs?: number
}

export interface Spread {
  readonly n: number
  readonly median: number
  readonly min: number
  readonly max: number
}

export interface PolicyEvidence {
  readonly variant: string
  /** Without any policy all must be open; where not, nothing that follows is judged. */
  readonly gate: { readonly open: boolean; readonly explanation: string }
  /** Over the standard and dynamic cases. `none`: policies are accepted by the API server and enforced by nothing. */
  readonly enforcement: 'full' | 'partial' | 'none' | 'unknown'
  /** Cases of the kinds standard and dynamic. */
  readonly counts: {
    readonly judged: number
    readonly match: number
    readonly notEnforced: number
    readonly deviating: number
    readonly unknown: number
  }
  readonly cases: readonly PolicyCase[]
  readonly enforceMs?: Spread
  readonly releaseMs?: Spread
  /** What became of a TCP connection that was there before the policy that forbids it. */
  readonly establishedConnection: 'kept' | 'cut' | 'unknown'
  readonly sentence: string
}
