import { checkClaims } from '../../../../main/findings/claims/check-claims.ts'
import type { ClaimInputs } from '../../../../main/findings/claims/rule.ts'
import type { ClaimCell, ClaimColumn, ClaimRow } from '../../../../main/findings/claims/claim.ts'
import type { Comparison, Conclusion } from '../../../../main/findings/findings.ts'
import type { RecordedVariant } from '../../../../main/store/events.ts'
import { claimReasonText } from '../../../../main/words/en/claim-reasons.ts'
import { asFacts, kindVariants, someShown, type Shown } from '../../builders/facts/some-facts.ts'
import { aVariant } from '../../builders/run-events.ts'
import { aRun } from '../build-run.ts'

interface GroundsOptions {
  readonly variants?: readonly (string | RecordedVariant)[]
  /** In place of what a whole run shows of these variants. */
  readonly shown?: Partial<Shown>
  readonly comparisons?: readonly Comparison[]
  readonly kernelFeatures?: Record<string, boolean>
}

/** Everything that a run of these variants shows, unless told otherwise. */
export function grounds({
  variants = kindVariants,
  shown,
  comparisons = [],
  kernelFeatures,
}: GroundsOptions = {}): ClaimInputs {
  const recorded = variants.map((variant) => (typeof variant === 'string' ? aVariant(variant) : variant))
  return {
    run: { ...aRun(kernelFeatures ? { environment: { kernelFeatures } } : {}), variants: recorded },
    facts: asFacts(
      someShown(
        shown,
        recorded.map(({ id }) => id),
      ),
    ),
    gaps: [],
    comparisons,
  }
}

/** Looked at nothing. */
export const blind = (options: GroundsOptions = {}): ClaimInputs => ({ ...grounds(options), facts: [] })

/** With its reason in words. */
export function claimOf(
  row: ClaimRow,
  column: ClaimColumn,
  from: ClaimInputs,
): ClaimCell & { readonly because: string } {
  const cell = checkClaims(from).cells.find((each) => each.row === row && each.column === column)
  if (!cell) throw new Error(`There is no claim ${row} of ${column}.`)
  return { ...cell, because: claimReasonText(cell.reason) }
}

const key = { probe: 'tcp-throughput', caseId: '1-stream', path: 'pod-pod/cross-node', metric: 'throughput' } as const
const effect = { scale: 'ratio', values: [2, 2, 2, 2, 2, 2], median: 2 } as const

export const ahead = (winner: string, other: string, change: Partial<Pick<Conclusion, 'path'>> = {}): Comparison => ({
  ...key,
  ...change,
  a: winner,
  b: other,
  effect,
  verdict: 'ahead',
  winner,
})
export const undecided = (a: string, b: string): Comparison => ({ ...key, a, b, effect, verdict: 'undecided' })
export const equal = (a: string, b: string): Comparison => ({ ...key, a, b, effect, verdict: 'equal' })
/** One round in common. */
export const uncompared = (a: string, b: string): Comparison => ({
  ...key,
  a,
  b,
  effect: { scale: 'ratio', values: [2], median: 2 },
  verdict: 'not-compared',
})
