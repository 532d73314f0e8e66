import { layer7Case, type PolicyFacts } from '../../probes/policy/facts.ts'
import { policy } from '../../probes/policy/policy.ts'
import type { VariantFacts } from '../../probes/probe.ts'
import { factsOf } from '../facts.ts'
import type { ClaimColumn, EnforcementReason, Layer7Result } from './claim.ts'
import {
  confirmed,
  decide,
  factsOfCni,
  linksTo,
  linkTo,
  withoutFacts,
  type ClaimDecision,
  type ClaimInputs,
  type RowRules,
} from './rule.ts'

export const policyRules: RowRules = { flannel: limited, calico: full, cilium: toLayer7 }

function limited(inputs: ClaimInputs): ClaimDecision {
  const found = decisivePolicy(inputs, 'flannel')
  if ('verdict' in found) return found
  const link = linkTo(policy, found.variant)
  if (found.enforcement === 'partial' && found.match > 0) return confirmed(found, link)
  const addOn = found.enforcement === 'full' ? [] : [{ fact: 'flannel-add-on' } as const]
  return decide('refuted', found, [link, ...addOn])
}

function full(inputs: ClaimInputs): ClaimDecision {
  const found = decisivePolicy(inputs, 'calico')
  return 'verdict' in found ? found : byEnforcement(found)
}

/** A check that came to nothing in a case that is allowed otherwise may be a packet lost: it shows no enforcement. */
function byEnforcement(found: EnforcementReason): ClaimDecision {
  const link = linkTo(policy, found.variant)
  if (found.enforcement === 'full') return confirmed(found, link)
  const isPart = found.enforcement === 'partial' && found.match > 0
  return decide(isPart ? 'partly' : 'refuted', found, [link])
}

/** Layers 3 and 4 by the standard cases, layer 7 by the case with HTTP rules in Cilium's own API. */
function toLayer7(inputs: ClaimInputs): ClaimDecision {
  const found = decisivePolicy(inputs, 'cilium')
  if ('verdict' in found) return found
  const lower = byEnforcement(found)
  if (lower.verdict !== 'confirmed' && lower.verdict !== 'partly') return lower
  const upper = layer7Of(inputs, found.variant)
  const reason = { code: 'layers', lower: found, upper } as const
  const link = linkTo(policy, found.variant)
  const isWhole = lower.verdict === 'confirmed' && upper.outcome === 'match'
  return isWhole ? confirmed(reason, link) : decide('partly', reason, [link])
}

function layer7Of(inputs: ClaimInputs, variant: string): Layer7Result {
  const found = factsOf(inputs, policy).find((each) => each.variant === variant)
  const http = found && layer7Case(found.facts)
  if (!http) return { outcome: 'not-in-run' }
  const { outcome } = http
  return { outcome: outcome === 'informational' || outcome === 'unknown' ? 'no-result' : outcome, case: http }
}

/** What the first variant of a CNI whose cases can be judged at all makes of policies, or why there is none. */
function decisivePolicy(inputs: ClaimInputs, cni: ClaimColumn): EnforcementReason | ClaimDecision {
  const all = factsOfCni(inputs, cni, policy)
  const open = all.filter(({ facts }) => facts.baseline.isClean)
  const [decisive] = [...open.filter(({ facts }) => facts.enforcement !== 'unknown'), ...open]
  const [closed] = all
  if (decisive) return enforcementOf(decisive)
  return closed
    ? decide('not-tested', { code: 'policy-baseline', baseline: closed.facts.baseline }, linksTo(policy, all))
    : withoutFacts(inputs, cni, policy)
}

function enforcementOf({ variant, facts }: VariantFacts<PolicyFacts>): EnforcementReason | ClaimDecision {
  const { enforcement, counts } = facts
  if (enforcement !== 'unknown') return { code: 'enforcement', variant, enforcement, ...counts }
  const { judged, unknown } = counts
  return decide('not-tested', { code: 'policy-undecided', variant, judged, unknown }, [linkTo(policy, variant)])
}
