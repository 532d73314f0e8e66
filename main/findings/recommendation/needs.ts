import type { Evidence } from '../evidence/evidence.ts'
import type { Need, NeedReason, Needs } from '../evidence/recommendation.ts'
import { layer7Case, type PolicyCase } from '../../probes/policy/facts.ts'

/** Whether the run shows that a need is met, and how or why not. */
export interface NeedFinding {
  readonly isMet: boolean
  readonly reason: NeedReason
}

type Check = (variant: string, evidence: Evidence) => NeedFinding

const met = (reason: NeedReason): NeedFinding => ({ isMet: true, reason })
const unmet = (reason: NeedReason): NeedFinding => ({ isMet: false, reason })
const notShown = (need: Need, http?: PolicyCase): NeedFinding =>
  unmet({ code: 'not-shown', need, ...(http && { case: http }) })

const of = <E extends { readonly variant: string }>(variant: string, evidence: readonly E[]): E | undefined =>
  evidence.find((each) => each.variant === variant)

const policy: Check = (variant, evidence) => {
  const found = of(variant, evidence.policy)
  if (!found?.baseline.isClean || found.enforcement === 'unknown') return notShown('policy')
  const { match, judged, notEnforced } = found.counts
  const reason = { code: 'policy', enforcement: found.enforcement, match, judged, notEnforced } as const
  return found.enforcement === 'full' ? met(reason) : unmet(reason)
}

const encryption: Check = (variant, evidence) => {
  const observed = of(variant, evidence.encryption)?.observed ?? 'unknown'
  if (observed === 'unknown') return notShown('encryption')
  const reason = { code: 'encryption', observed } as const
  return observed === 'encrypted' ? met(reason) : unmet(reason)
}

/** By the case of HTTP rules. */
const layer7: Check = (variant, evidence) => {
  const found = of(variant, evidence.policy)
  const http = found?.baseline.isClean ? layer7Case(found) : undefined
  switch (http?.outcome) {
    case 'match':
      return met({ code: 'layer7', outcome: http.outcome, case: http })
    case 'not-enforced':
    case 'deviates':
      return unmet({ code: 'layer7', outcome: http.outcome, case: http })
    case 'not-applicable':
    case 'informational':
    case 'unknown':
    case undefined:
      return notShown('layer7', http)
  }
}

/** Allowed and dropped connections: metrics and logs alone do not tell who spoke to whom. */
const observability: Check = (variant, evidence) => {
  const found = of(variant, evidence.observability)
  if (!found) return notShown('observability')
  const seen = (id: string) => found.capabilities.some((each) => each.id === id && each.found === 'yes')
  const isMet = seen('allowed-flow') && seen('dropped-flow')
  return { isMet, reason: { code: 'observability', isMet } }
}

const checks: Readonly<Record<Need, Check>> = { policy, encryption, layer7, observability }

const order: readonly Need[] = ['policy', 'encryption', 'layer7', 'observability']

export const wantedNeeds = (needs: Needs): readonly Need[] => order.filter((need) => needs[need])

/** What the run shows on each of the needs. */
export const findingsOn = (variant: string, needs: Needs, evidence: Evidence): readonly NeedFinding[] =>
  wantedNeeds(needs).map((need) => checks[need](variant, evidence))

/** Why a variant is not a candidate: everything that it is not shown to meet. */
export const unmetNeeds = (variant: string, needs: Needs, evidence: Evidence): readonly NeedReason[] =>
  findingsOn(variant, needs, evidence)
    .filter(({ isMet }) => !isMet)
    .map(({ reason }) => reason)
