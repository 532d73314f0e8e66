import type { Probe, VariantFacts } from '../../probes/probe.ts'
import type { RunRecord } from '../../store/run-record.ts'
import { factsOf, type Facts } from '../facts.ts'
import type { Comparison } from '../findings.ts'
import type { ClaimCell, ClaimColumn, ClaimLink, ClaimReason, ClaimVerdict, RunLink } from './claim.ts'

/** What the rules of claims are decided by. */
export interface ClaimInputs extends Facts {
  readonly run: Pick<RunRecord, 'variants' | 'environment'>
  readonly comparisons: readonly Comparison[]
}

export type ClaimDecision = Pick<ClaimCell, 'verdict' | 'reason' | 'links'>

/** What becomes of one cell; the same inputs give the same decision. */
export type Rule = (inputs: ClaimInputs) => ClaimDecision

/** The rules of a row. */
export type RowRules = Readonly<Record<ClaimColumn, Rule>>

type Shower = Pick<Probe, 'id'>

export const linkTo = ({ id }: Shower, variant: string): RunLink => ({ probe: id, variant })

export const linksTo = (probe: Shower, entries: readonly { readonly variant: string }[]): readonly RunLink[] =>
  entries.map(({ variant }) => linkTo(probe, variant))

/** Nothing is confirmed but by something that this run shows: the type asks for it. */
export const confirmed = (reason: ClaimReason, shown: RunLink, ...more: readonly ClaimLink[]): ClaimDecision => ({
  verdict: 'confirmed',
  reason,
  links: [shown, ...more],
})

export const decide = (
  verdict: Exclude<ClaimVerdict, 'confirmed'>,
  reason: ClaimReason,
  links: readonly ClaimLink[] = [],
): ClaimDecision => ({ verdict, reason, links })

const idsOf = ({ run }: ClaimInputs, cni: ClaimColumn): readonly string[] =>
  run.variants.filter((variant) => variant.cni === cni).map(({ id }) => id)

/** What a probe showed of the variants of one CNI. */
export function factsOfCni<R, F>(
  inputs: ClaimInputs,
  cni: ClaimColumn,
  probe: Probe<R, F>,
): readonly VariantFacts<F>[] {
  const ids = idsOf(inputs, cni)
  return factsOf(inputs, probe).filter(({ variant }) => ids.includes(variant))
}

/** Why there is nothing to decide by: the CNI is not in the run, the probe failed, or it was not asked for. */
export function withoutFacts(inputs: ClaimInputs, cni: ClaimColumn, probe: Shower): ClaimDecision {
  const ids = idsOf(inputs, cni)
  if (ids.length === 0) return decide('not-tested', { code: 'cni-absent', cni })
  const gap = inputs.gaps.find((each) => each.probe === probe.id && ids.includes(each.variant))
  return decide(
    'not-tested',
    gap
      ? { code: 'probe-failed', probe: probe.id, variant: gap.variant, message: gap.error.message }
      : { code: 'no-result', probe: probe.id, cni },
  )
}
