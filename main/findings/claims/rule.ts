import type { RunRecord } from '../../store/run-record.ts'
import type {
  ClaimCell,
  ClaimColumn,
  ClaimReason,
  ClaimVerdict,
  EvidenceLink,
  EvidencePart,
  RunLink,
} from '../evidence/claims.ts'
import type { Evidence } from '../evidence/evidence.ts'
import type { Cell, Comparison } from '../findings.ts'

/** What the rules of claims are decided by. */
export interface ClaimInputs {
  readonly run: RunRecord
  readonly evidence: Omit<Evidence, 'claims'>
  readonly cells: readonly Cell[]
  readonly comparisons: readonly Comparison[]
}

export type ClaimDecision = Pick<ClaimCell, 'verdict' | 'reason' | 'links'>

/** What becomes of one cell; the same inputs give the same decision. */
export type Rule = (inputs: ClaimInputs) => ClaimDecision

/** The rules of a row. */
export type RowRules = Readonly<Record<ClaimColumn, Rule>>

export const linkTo = (part: EvidencePart, variant: string): RunLink => ({ part, variant })

export const linksTo = (part: EvidencePart, entries: readonly { readonly variant: string }[]): readonly RunLink[] =>
  entries.map(({ variant }) => linkTo(part, variant))

/** Nothing is confirmed but by something that this run shows: the type asks for it. */
export const confirmed = (reason: ClaimReason, shown: RunLink, ...more: readonly EvidenceLink[]): ClaimDecision => ({
  verdict: 'confirmed',
  reason,
  links: [shown, ...more],
})

export const decide = (
  verdict: Exclude<ClaimVerdict, 'confirmed'>,
  reason: ClaimReason,
  links: readonly EvidenceLink[] = [],
): ClaimDecision => ({ verdict, reason, links })

/** Those of a list of evidence that are of variants of one CNI. */
export function ofCni<E extends { readonly variant: string }>(
  { run }: ClaimInputs,
  cni: ClaimColumn,
  evidence: readonly E[],
): readonly E[] {
  const ids = new Set(run.variants.filter((variant) => variant.cni === cni).map(({ id }) => id))
  return evidence.filter(({ variant }) => ids.has(variant))
}

/** Why there is no evidence: the CNI is not in the run, the inspection failed, or it was not asked for. */
export function withoutEvidence({ run, evidence }: ClaimInputs, cni: ClaimColumn, part: EvidencePart): ClaimDecision {
  const ids = run.variants.filter((variant) => variant.cni === cni).map(({ id }) => id)
  if (ids.length === 0) return decide('not-tested', { code: 'cni-absent', cni })
  const gap = evidence.gaps.find((each) => each.inspection === part && ids.includes(each.variant))
  return decide(
    'not-tested',
    gap
      ? { code: 'inspection-failed', part, variant: gap.variant, message: gap.error.message }
      : { code: 'no-result', part, cni },
  )
}
