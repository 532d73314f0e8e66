import type { PolicyEvidence } from '../../findings/evidence/policy.ts'
import type { PolicyCase } from '../../probes/policy/facts.ts'
import { deviationsOf, policyGrid } from './policy-rows.ts'
import { basisWords, checkResult, checkTitle } from './policy-words.ts'

export interface GridLine {
  readonly id: string
  readonly title: string
  readonly kind: PolicyCase['kind']
  /** One symbol a variant; an empty text where the variant's suite did not have the case. */
  readonly symbols: readonly string[]
}

/** The policy grid for text: a line a case. */
export const gridLines = (policy: readonly PolicyEvidence[]): readonly GridLine[] =>
  policyGrid(policy).groups.flatMap(({ rows }) =>
    rows.map(({ id, title, kind, cells }) => ({
      id,
      title,
      kind,
      symbols: cells.map(({ sign }) => sign?.symbol ?? ''),
    })),
  )

/** One sentence for each case that deviates, with its first check that does. */
export const deviationLines = ({ variant, cases }: PolicyEvidence): readonly string[] =>
  cases.flatMap((one) => {
    const [first, ...others] = deviationsOf(one)
    if (one.outcome !== 'deviates' || !first) return []
    const more = others.length > 0 ? `, and ${String(others.length)} more` : ''
    return [
      `${variant}, case ${one.id}: ${checkTitle(first)} ${checkResult(first)}: ${basisWords[first.basis]}${more}.`,
    ]
  })
