import type { ClaimRow } from './claim.ts'
import { complexityRules } from './complexity.ts'
import { encryptionRules } from './encryption.ts'
import { observabilityRules } from './observability.ts'
import { policyRules } from './policy.ts'
import { decide, type RowRules, type Rule } from './rule.ts'

interface Support {
  readonly row: ClaimRow
  readonly rule: Rule
}

/** Confirmed is never said of an opinion: what speaks for it is partly all that there is. */
const opinion =
  (supports: readonly Support[], { ofScale }: { readonly ofScale: boolean }): Rule =>
  (inputs) => {
    const results = supports.map(({ row, rule }) => ({ row, ...rule(inputs) }))
    const speaking = results.filter(({ verdict }) => verdict === 'confirmed' || verdict === 'partly')
    const against = results.filter(({ verdict }) => verdict === 'refuted')
    const rows = results.map(({ row, verdict }) => ({ row, verdict }))
    const reason = { code: 'opinion', rows, ofScale } as const
    const links = [...speaking, ...against].flatMap((result) => result.links)
    if (speaking.length > 0) return decide('partly', reason, links)
    return decide(against.length > 0 ? 'refuted' : 'not-testable', reason, links)
  }

export const useCaseRules: RowRules = {
  flannel: opinion([{ row: 'complexity', rule: complexityRules.flannel }], { ofScale: false }),
  calico: opinion([{ row: 'policy', rule: policyRules.calico }], { ofScale: true }),
  cilium: opinion(
    [
      { row: 'policy', rule: policyRules.cilium },
      { row: 'encryption', rule: encryptionRules.cilium },
      { row: 'observability', rule: observabilityRules.cilium },
    ],
    { ofScale: true },
  ),
}
