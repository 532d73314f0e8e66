import type { ClaimGrounds } from './check-claims.ts'
import { complexityRules } from './complexity.ts'
import { encryptionRules } from './encryption.ts'
import { observabilityRules } from './observability.ts'
import { policyRules } from './policy.ts'
import { judged, type Judgement, type Rule, type RowRules } from './rule.ts'

interface Support {
  readonly name: string
  readonly rule: Rule
}

const opinion = 'An opinion, which follows from the rows above at most.'
const size = 'How it does in a large cluster, a run on a few nodes of one machine does not show.'

/** Confirmed is never said of an opinion: what speaks for it is partly all that there is. */
const following =
  (supports: readonly Support[], limit?: string): Rule =>
  (grounds: ClaimGrounds): Judgement => {
    const results = supports.map(({ name, rule }) => ({ name, ...rule(grounds) }))
    const speaking = results.filter(({ verdict }) => verdict === 'confirmed' || verdict === 'partly')
    const against = results.filter(({ verdict }) => verdict === 'refuted')
    const words = results.map(({ name, verdict }) => `${name} ${verdictWords[verdict]}`).join(', ')
    const because = [opinion, `The row${supports.length > 1 ? 's' : ''}: ${words}.`, limit].filter(Boolean).join(' ')
    const links = [...speaking, ...against].flatMap((result) => result.links)
    if (speaking.length > 0) return judged('partly', because, links)
    return judged(against.length > 0 ? 'refuted' : 'not-testable', because, links)
  }

const verdictWords: Readonly<Record<Judgement['verdict'], string>> = {
  confirmed: 'confirmed',
  partly: 'confirmed in part',
  refuted: 'refuted',
  'not-testable': 'not testable here',
  'not-tested': 'not tested',
}

export const useCaseRules: RowRules = {
  flannel: following([{ name: 'complexity', rule: complexityRules.flannel }]),
  calico: following([{ name: 'network policy', rule: policyRules.calico }], size),
  cilium: following(
    [
      { name: 'network policy', rule: policyRules.cilium },
      { name: 'encryption', rule: encryptionRules.cilium },
      { name: 'observability', rule: observabilityRules.cilium },
    ],
    size,
  ),
}
