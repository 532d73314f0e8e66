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
type Some<T> = readonly [T, ...T[]]

export const isSome = <T>(list: readonly T[]): list is Some<T> => list.length > 0

/** To what a probe showed of each of these variants. */
export const linksTo = <const V extends readonly { readonly variant: string }[]>({ id }: Shower, shown: V) =>
  shown.map(({ variant }): RunLink => ({ probe: id, variant })) as readonly RunLink[] as {
    readonly [Index in keyof V]: RunLink
  }

/** Nothing is confirmed but by something that this run shows: the type asks for it. */
export function decide(
  verdict: ClaimVerdict,
  reason: ClaimReason,
  links: readonly [RunLink, ...ClaimLink[]],
): ClaimDecision
export function decide(
  verdict: Exclude<ClaimVerdict, 'confirmed'>,
  reason: ClaimReason,
  links?: readonly ClaimLink[],
): ClaimDecision
export function decide(verdict: ClaimVerdict, reason: ClaimReason, links: readonly ClaimLink[] = []): ClaimDecision {
  return { verdict, reason, links }
}

/** A rule by what one probe shows of one CNI. Where it shows nothing of it, or the rule finds nothing in it, that is the reason. */
export const byFacts =
  <R, F>(
    cni: ClaimColumn,
    probe: Probe<R, F>,
    rule: (shown: Some<VariantFacts<F>>, inputs: ClaimInputs) => ClaimDecision | undefined,
  ): Rule =>
  (inputs) => {
    const shown = factsOfCni(inputs, cni, probe)
    return (isSome(shown) ? rule(shown, inputs) : undefined) ?? withoutFacts(inputs, cni, probe)
  }

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
export function withoutFacts(inputs: ClaimInputs, cni: ClaimColumn, { id: probe }: Shower): ClaimDecision {
  const ids = idsOf(inputs, cni)
  if (!isSome(ids)) return decide('not-tested', { code: 'cni-absent', cni })
  const gap = inputs.gaps.find((each) => each.probe === probe && ids.includes(each.variant))
  if (!gap) return decide('not-tested', { code: 'no-result', probe, cni })
  return decide('not-tested', { code: 'probe-failed', probe, variant: gap.variant, message: gap.error.message })
}
