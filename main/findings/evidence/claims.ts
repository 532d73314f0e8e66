export type ClaimColumn = 'flannel' | 'calico' | 'cilium'
export type ClaimRow =
  'networking' | 'policy' | 'performance' | 'encryption' | 'observability' | 'complexity' | 'use-case'

/** `not-tested`: this run did not look at it; `not-testable`: this machine cannot. */
export type ClaimVerdict = 'confirmed' | 'refuted' | 'partly' | 'not-testable' | 'not-tested'

/** Where the ground of a verdict is to be seen. */
export interface EvidenceLink {
  readonly part:
    'policy' | 'wire' | 'datapath' | 'encryption' | 'observability' | 'footprint' | 'measurements' | 'project'
  readonly variant?: string
  readonly text: string
}

/** One cell of the published comparison, and what became of it. */
export interface ClaimCell {
  readonly row: ClaimRow
  readonly column: ClaimColumn
  /** As the comparison has it. */
  readonly claim: string
  readonly verdict: ClaimVerdict
  readonly because: string
  readonly links: readonly EvidenceLink[]
}

export interface ClaimsCheck {
  readonly rows: readonly { readonly id: ClaimRow; readonly title: string }[]
  readonly columns: readonly { readonly id: ClaimColumn; readonly title: string }[]
  readonly cells: readonly ClaimCell[]
}
