import type { EnforcementReason, Layer7Result } from '../../findings/claims/claim.ts'
import { explanationOf } from '../../probes/policy/words.ts'
import { asSentence, counted } from './text.ts'

/** What `who` makes of NetworkPolicies, by what became of their cases. */
export function enforcementText({ variant: who, enforcement, judged, match, ...counts }: EnforcementReason): string {
  const unknown = counts.unknown > 0 ? `, ${String(counts.unknown)} without a result` : ''
  const cases = counted(judged, 'case')
  const asSpecified = `${String(match)} of ${cases} as specified${unknown}`
  const unenforced = `what should be denied was allowed in ${String(counts.notEnforced)} of ${cases}`
  switch (enforcement) {
    case 'full':
      return `${who} enforces all that was tested: ${asSpecified}.`
    case 'partial':
      return match > 0
        ? `${who} enforces NetworkPolicies in part: ${asSpecified}.`
        : `${who} enforces no case as a whole: ${unenforced}, and in part in ${String(counts.deviating)}.`
    case 'none':
      return `${who} enforces no NetworkPolicy at all: the API server takes policies, and ${unenforced}.`
  }
}

const layer7: Readonly<Record<Layer7Result['outcome'], string>> = {
  match: 'HTTP rules are enforced as documented.',
  'not-enforced': 'HTTP rules are not enforced.',
  deviates: 'HTTP rules are not enforced as documented.',
  'not-applicable': 'not tested here.',
  'no-result': 'no result.',
  'not-in-run': 'not tested in this run.',
}

/** What became of the case with HTTP rules, and why. */
export const layer7Text = ({ outcome, case: http }: Layer7Result): string =>
  withExplanation(layer7[outcome], outcome === 'match' ? undefined : http)

/** With why a case came to what it did, where it has an explanation. */
export function withExplanation(text: string, of: Layer7Result['case']): string {
  const explanation = of && explanationOf(of)
  return explanation === undefined ? text : `${text} ${asSentence(explanation)}`
}
