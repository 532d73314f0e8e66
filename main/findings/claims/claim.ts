import type { PolicyCase, PolicyFacts } from '../../probes/policy/facts.ts'
import type { Capability } from '../../probes/observability/facts.ts'

export const claimColumns = ['flannel', 'calico', 'cilium'] as const
export type ClaimColumn = (typeof claimColumns)[number]
export type ClaimRow =
  'networking' | 'policy' | 'performance' | 'encryption' | 'observability' | 'complexity' | 'use-case'

/** `not-tested`: this run did not look at it; `not-testable`: this machine cannot. */
export type ClaimVerdict = 'confirmed' | 'refuted' | 'partly' | 'not-testable' | 'not-tested'

/** Facts about projects that no run can show. */
export type ProjectFact = 'flannel-backends' | 'flannel-add-on' | 'calico-wireguard' | 'calico-whisker'

/** Something that this run shows. */
export interface RunLink {
  /** Id of the probe that shows it; absent where comparisons of numbers do. */
  readonly probe?: string
  readonly variant: string
}

/** Where the reason of a verdict is to be seen. */
export type ClaimLink = RunLink | { readonly fact: ProjectFact }

export type CalicoMode = 'bgp' | 'vxlan' | 'ipip'
export const ciphers = ['wireguard', 'ipsec'] as const
export type Cipher = (typeof ciphers)[number]
export type Place = 'lowest' | 'between' | 'highest'
export type Measure = 'objects' | 'crds' | 'pods' | 'images' | 'image-size' | 'memory' | 'ready'

/** A capability that was not seen, and why. */
export type Unseen = Pick<Capability, 'id' | 'because' | 'linesRead'>
type CapabilityIds = readonly Capability['id'][]

/** Why a verdict is what it is: a code with the numbers and names that it takes to say it. */
export type ClaimReason =
  | { readonly code: 'cni-absent'; readonly cni: ClaimColumn }
  | { readonly code: 'probe-failed'; readonly probe: string; readonly variant: string; readonly message: string }
  | { readonly code: 'no-result'; readonly probe: string; readonly cni: ClaimColumn }
  /** `lacking`: what the kernel does not have. */
  | { readonly code: 'variant-needed'; readonly variants: readonly string[]; readonly lacking: readonly Cipher[] }
  | NetworkingReason
  | PolicyReason
  | PerformanceReason
  | EncryptionReason
  | ObservabilityReason
  | { readonly code: 'all-needed'; readonly because: ClaimReason }
  | {
      readonly code: 'place'
      readonly cni: ClaimColumn
      readonly variant: string
      readonly place: Place
      readonly fits: readonly Measure[]
      readonly others: readonly Measure[]
    }
  /** An opinion, which follows from other rows at most; `ofScale`: of clusters larger than those of a run. */
  | {
      readonly code: 'opinion'
      readonly rows: readonly { readonly row: ClaimRow; readonly verdict: ClaimVerdict }[]
      readonly ofScale: boolean
    }

type NetworkingReason =
  | {
      readonly code: 'vxlan-seen'
      readonly variant: string
      readonly port: number
      readonly without: readonly string[]
    }
  | { readonly code: 'vxlan-not-seen'; readonly variant: string; readonly kind: string }
  | {
      readonly code: 'modes-seen'
      readonly seen: readonly CalicoMode[]
      readonly missing: readonly { readonly mode: CalicoMode; readonly variant: string }[]
    }
  | { readonly code: 'no-mode-seen' }
  | { readonly code: 'ebpf-seen'; readonly variant: string }
  | { readonly code: 'no-ebpf-seen' }

type PolicyReason =
  | EnforcementReason
  | { readonly code: 'layers'; readonly lower: EnforcementReason; readonly upper: Layer7Result }
  /** Without any policy not all was allowed. */
  | { readonly code: 'policy-baseline'; readonly baseline: PolicyFacts['baseline'] }
  | { readonly code: 'policy-undecided'; readonly variant: string; readonly judged: number; readonly unknown: number }

export interface EnforcementReason {
  readonly code: 'enforcement'
  readonly variant: string
  readonly enforcement: 'full' | 'partial' | 'none'
  readonly judged: number
  readonly match: number
  readonly notEnforced: number
  readonly deviating: number
  readonly unknown: number
}

export interface Layer7Result {
  readonly outcome: 'match' | 'not-enforced' | 'deviates' | 'not-applicable' | 'no-result' | 'not-in-run'
  /** What it came to in detail, where it was in the run. */
  readonly case?: PolicyCase
}

/** What comparisons come to, counted. */
export interface Tally {
  readonly won: number
  readonly lost: number
  readonly equal: number
  readonly undecided: number
}

type PerformanceReason =
  | (Tally & {
      readonly code: 'comparisons'
      readonly variant: string
      readonly rivals: readonly ClaimColumn[]
      /** Others without a comparison. */
      readonly missing: readonly ClaimColumn[]
      /** Whether the option that the claim names is missing in the run. */
      readonly lacksOption: boolean
    })
  | {
      readonly code: 'not-decided'
      readonly variant: string
      readonly rivals: readonly ClaimColumn[]
      readonly undecided: number
    }
  | { readonly code: 'not-comparable'; readonly rivals: readonly ClaimColumn[] }

type EncryptionReason =
  | {
      readonly code: 'project-encryption'
      readonly cni: ClaimColumn
      readonly encrypted: readonly string[]
      readonly clear: readonly string[]
    }
  | { readonly code: 'clear-text'; readonly variants: readonly string[]; readonly encrypted?: string }
  | {
      readonly code: 'encrypted'
      readonly variant: string
      readonly ciphers: readonly Cipher[]
      readonly untested: readonly Cipher[]
    }
  | { readonly code: 'kernel-lacks'; readonly lacking: readonly Cipher[] }
  | { readonly code: 'wire-inconclusive'; readonly variants: readonly string[] }

type ObservabilityReason =
  | {
      readonly code: 'tools-show'
      readonly variant: string
      /** The tool that the claim names. */
      readonly tool?: 'hubble'
      readonly seen: CapabilityIds
      readonly unseen: readonly Unseen[]
    }
  | { readonly code: 'no-flows-shown'; readonly variant: string; readonly seen: CapabilityIds }
  | { readonly code: 'not-seen'; readonly variant: string; readonly unseen: readonly Unseen[] }

/** One cell of the published comparison, and what became of it. */
export interface ClaimCell {
  readonly row: ClaimRow
  readonly column: ClaimColumn
  readonly verdict: ClaimVerdict
  readonly reason: ClaimReason
  readonly links: readonly ClaimLink[]
}

export interface ClaimsCheck {
  readonly rows: readonly ClaimRow[]
  readonly columns: readonly ClaimColumn[]
  readonly cells: readonly ClaimCell[]
}
