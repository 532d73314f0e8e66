import { layer7Case, type PolicyFacts } from '../../probes/policy/facts.ts'
import { policy } from '../../probes/policy/policy.ts'
import type { VariantFacts } from '../../probes/probe.ts'
import type { ClaimColumn, EnforcementReason, Layer7Result } from './claim.ts'
import { byFacts, decide, linksTo, type ClaimDecision, type RowRules, type Rule } from './rule.ts'

type Found = VariantFacts<PolicyFacts>

export const policyRules: RowRules = {
  /** Limited. */
  flannel: byCases('flannel', (reason, found) => {
    const addOn = reason.enforcement === 'full' ? [] : [{ fact: 'flannel-add-on' } as const]
    return verdictOf(reason) === 'partly'
      ? decide('confirmed', reason, linksTo(policy, [found]))
      : decide('refuted', reason, [...linksTo(policy, [found]), ...addOn])
  }),
  /** Full. */
  calico: byCases('calico', (reason, found) => decide(verdictOf(reason), reason, linksTo(policy, [found]))),
  /** Layers 3 and 4 by the standard cases, layer 7 by the case with HTTP rules in Cilium's own API. */
  cilium: byCases('cilium', (lower, found) => {
    const verdict = verdictOf(lower)
    if (verdict === 'refuted') return decide(verdict, lower, linksTo(policy, [found]))
    const upper = layer7Of(found)
    const isWhole = verdict === 'confirmed' && upper.outcome === 'match'
    return decide(isWhole ? 'confirmed' : 'partly', { code: 'layers', lower, upper }, linksTo(policy, [found]))
  }),
}

/** A check that came to nothing in a case that is allowed otherwise may be a packet lost: it shows no enforcement. */
function verdictOf({ enforcement, match }: EnforcementReason): 'confirmed' | 'partly' | 'refuted' {
  if (enforcement === 'full') return 'confirmed'
  return enforcement === 'partial' && match > 0 ? 'partly' : 'refuted'
}

function layer7Of({ facts }: Found): Layer7Result {
  const http = layer7Case(facts)
  if (!http) return { outcome: 'not-in-run' }
  const { outcome } = http
  return { outcome: outcome === 'informational' || outcome === 'unknown' ? 'no-result' : outcome, case: http }
}

/** By what the first variant of a CNI whose cases can be judged at all makes of policies. */
function byCases(cni: ClaimColumn, rule: (reason: EnforcementReason, found: Found) => ClaimDecision): Rule {
  return byFacts(cni, policy, (shown) => {
    const open = shown.filter(({ facts }) => facts.baseline.isClean)
    const found = open.find(({ facts }) => facts.enforcement !== 'unknown') ?? open[0]
    if (!found) {
      const [{ facts }] = shown
      return decide('not-tested', { code: 'policy-baseline', baseline: facts.baseline }, linksTo(policy, shown))
    }
    const { variant, facts } = found
    const { enforcement, counts } = facts
    if (enforcement !== 'unknown') return rule({ code: 'enforcement', variant, enforcement, ...counts }, found)
    const { judged, unknown } = counts
    return decide('not-tested', { code: 'policy-undecided', variant, judged, unknown }, linksTo(policy, [found]))
  })
}
