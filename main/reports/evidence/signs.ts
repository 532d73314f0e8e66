import type { ClaimVerdict } from '../../findings/evidence/claims.ts'
import type { DatapathObservation as Observation } from '../../probes/datapath/facts.ts'
import type { EncryptionEvidence } from '../../findings/evidence/encryption.ts'
import type { CaseOutcome, PolicyEvidence, PolicyVerdict } from '../../findings/evidence/policy.ts'

export type Tone = 'good' | 'warn' | 'bad' | 'plain'

/** One letter for a grid, its words for everything else, and how it is coloured: colour never says it alone. */
export interface Sign {
  readonly symbol: string
  readonly title: string
  readonly tone: Tone
}

const sign = (symbol: string, title: string, tone: Tone): Sign => ({ symbol, title, tone })

/** What a case of the policy suite came to. */
export const outcomeSigns: Readonly<Record<CaseOutcome, Sign>> = {
  match: sign('✓', 'as specified', 'good'),
  'not-enforced': sign('○', 'not enforced', 'bad'),
  deviates: sign('✗', 'deviates', 'bad'),
  shown: sign('·', 'shown, not judged', 'plain'),
  'not-applicable': sign('–', 'not applicable', 'plain'),
  unknown: sign('?', 'unknown', 'warn'),
}

/** What a single try says of the policy in force. */
export const tryVerdictSigns: Readonly<Record<PolicyVerdict, Sign>> = {
  match: sign('✓', 'as expected', 'good'),
  bypass: sign('○', 'open, and must be blocked', 'bad'),
  overblock: sign('✗', 'blocked, and must be open', 'bad'),
  unreachable: sign('–', 'not reachable without a policy either', 'warn'),
  'spec-exception': sign('·', 'left open or exempted by the specification', 'plain'),
  unknown: sign('?', 'the try itself failed', 'warn'),
}

/** Over all judged cases. */
export const enforcementSigns: Readonly<Record<PolicyEvidence['enforcement'], Sign>> = {
  full: sign('✓', 'enforced', 'good'),
  partial: sign('✗', 'enforced in part', 'warn'),
  none: sign('○', 'not enforced', 'bad'),
  unknown: sign('?', 'unknown', 'warn'),
}

export const claimSigns: Readonly<Record<ClaimVerdict, Sign>> = {
  confirmed: sign('✓', 'confirmed', 'good'),
  refuted: sign('✗', 'refuted', 'bad'),
  partly: sign('◐', 'confirmed in part', 'warn'),
  'not-testable': sign('–', 'not testable here', 'plain'),
  'not-tested': sign('·', 'not tested in this run', 'plain'),
}

/** What was asked for against what is there. */
export const observationSigns: Readonly<Record<Observation['verdict'], Sign>> = {
  agrees: sign('✓', 'as configured', 'good'),
  differs: sign('✗', 'not as configured', 'bad'),
  informational: sign('·', 'informational', 'plain'),
  unknown: sign('?', 'unknown', 'warn'),
}

/** Traffic in the clear is no fault where nothing else was asked for: the words say what, the tone only whether it agrees. */
export const encryptionSigns: Readonly<Record<EncryptionEvidence['verdict'], Sign>> = {
  agrees: sign('✓', 'as configured', 'good'),
  differs: sign('✗', 'not as configured', 'bad'),
  unknown: sign('?', 'unknown', 'warn'),
}

/** `✓ as specified, ○ not enforced, …`: the legend of a grid. */
export const legend = (signs: Readonly<Record<string, Sign>>): string =>
  Object.values(signs)
    .map(({ symbol, title }) => `${symbol} ${title}`)
    .join(', ')
