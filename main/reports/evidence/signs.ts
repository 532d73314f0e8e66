import type { ClaimVerdict } from '../../findings/evidence/claims.ts'
import type { DatapathObservation as Observation } from '../../probes/datapath/facts.ts'
import type { EncryptionEvidence } from '../../findings/evidence/encryption.ts'

export type Tone = 'good' | 'warn' | 'bad' | 'plain'

/** One letter for a grid, its words for everything else, and how it is coloured: colour never says it alone. */
export interface Sign {
  readonly symbol: string
  readonly title: string
  readonly tone: Tone
}

const sign = (symbol: string, title: string, tone: Tone): Sign => ({ symbol, title, tone })

export { enforcementSigns, outcomeSigns, verdictSigns } from '../../probes/policy/words.ts'

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
