import { layer7Case } from '../../probes/policy/facts.ts'
import type { EnforcementReason, Layer7Result } from '../evidence/claims.ts'
import type { PolicyEvidence } from '../evidence/policy.ts'
import {
  confirmed,
  decide,
  linksTo,
  linkTo,
  ofCni,
  withoutEvidence,
  type ClaimDecision,
  type ClaimInputs,
  type RowRules,
} from './rule.ts'

export const policyRules: RowRules = { flannel: limited, calico: full, cilium: toLayer7 }

function limited(inputs: ClaimInputs): ClaimDecision {
  const policy = decisivePolicy(inputs, 'flannel')
  if ('verdict' in policy) return policy
  const link = linkTo('policy', policy.variant)
  if (policy.enforcement === 'partial' && policy.match > 0) return confirmed(policy, link)
  const addOn = policy.enforcement === 'full' ? [] : [{ part: 'project', fact: 'flannel-add-on' } as const]
  return decide('refuted', policy, [link, ...addOn])
}

function full(inputs: ClaimInputs): ClaimDecision {
  const policy = decisivePolicy(inputs, 'calico')
  return 'verdict' in policy ? policy : byEnforcement(policy)
}

/** A check that came to nothing in a case that is allowed otherwise may be a packet lost: it shows no enforcement. */
function byEnforcement(policy: EnforcementReason): ClaimDecision {
  const link = linkTo('policy', policy.variant)
  if (policy.enforcement === 'full') return confirmed(policy, link)
  const isPart = policy.enforcement === 'partial' && policy.match > 0
  return decide(isPart ? 'partly' : 'refuted', policy, [link])
}

/** Layers 3 and 4 by the standard cases, layer 7 by the case with HTTP rules in Cilium's own API. */
function toLayer7(inputs: ClaimInputs): ClaimDecision {
  const policy = decisivePolicy(inputs, 'cilium')
  if ('verdict' in policy) return policy
  const lower = byEnforcement(policy)
  if (lower.verdict !== 'confirmed' && lower.verdict !== 'partly') return lower
  const upper = layer7Of(inputs, policy.variant)
  const reason = { code: 'layers', lower: policy, upper } as const
  const link = linkTo('policy', policy.variant)
  const isWhole = lower.verdict === 'confirmed' && upper.outcome === 'match'
  return isWhole ? confirmed(reason, link) : decide('partly', reason, [link])
}

function layer7Of({ evidence }: ClaimInputs, variant: string): Layer7Result {
  const policy = evidence.policy.find((each) => each.variant === variant)
  const http = policy && layer7Case(policy)
  if (!http) return { outcome: 'not-in-run' }
  const { outcome } = http
  return { outcome: outcome === 'informational' || outcome === 'unknown' ? 'no-result' : outcome, case: http }
}

/** What the first variant of a CNI whose cases can be judged at all makes of policies, or why there is none. */
function decisivePolicy(inputs: ClaimInputs, cni: 'flannel' | 'calico' | 'cilium'): EnforcementReason | ClaimDecision {
  const all = ofCni(inputs, cni, inputs.evidence.policy)
  const open = all.filter(({ baseline }) => baseline.isClean)
  const [policy] = [...open.filter(({ enforcement }) => enforcement !== 'unknown'), ...open]
  const [closed] = all
  if (policy) return policy.enforcement === 'unknown' ? undecided(policy) : enforcementOf(policy, policy.enforcement)
  return closed
    ? decide('not-tested', { code: 'policy-baseline', baseline: closed.baseline }, linksTo('policy', all))
    : withoutEvidence(inputs, cni, 'policy')
}

const enforcementOf = (
  { variant, counts }: PolicyEvidence,
  enforcement: EnforcementReason['enforcement'],
): EnforcementReason => ({ code: 'enforcement', variant, enforcement, ...counts })

function undecided({ variant, counts: { judged, unknown } }: PolicyEvidence): ClaimDecision {
  return decide('not-tested', { code: 'policy-undecided', variant, judged, unknown }, [linkTo('policy', variant)])
}
