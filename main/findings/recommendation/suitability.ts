import type { FootprintFacts } from '../../probes/footprint/facts.ts'
import { footprint } from '../../probes/footprint/footprint.ts'
import { observability } from '../../probes/observability/observability.ts'
import type { ObservabilityFacts } from '../../probes/observability/facts.ts'
import { layer7Case, type PolicyCase, type PolicyFacts } from '../../probes/policy/facts.ts'
import { policy } from '../../probes/policy/policy.ts'
import type { Probe } from '../../probes/probe.ts'
import type { WireFacts } from '../../probes/wire/facts.ts'
import { wire } from '../../probes/wire/wire.ts'
import { factsOf, type Facts } from '../facts.ts'
import type { Need, NeedFinding, NeedReason, Suitability } from './recommendation.ts'

/** What a run shows of each of its variants, as far as a recommendation depends on it: the page does not get all facts. */
export const suitabilityOf = (
  variants: readonly string[],
  found: Pick<Facts, 'facts'>,
  references: readonly string[] = [],
): readonly Suitability[] =>
  variants.map((variant) => {
    const of = <R, F>(probe: Probe<R, F>): F | undefined =>
      factsOf(found, probe).find((each) => each.variant === variant)?.facts
    const ofPolicy = of(policy)
    const brought = of(footprint)
    return {
      variant,
      ...(references.includes(variant) && { isReference: true as const }),
      needs: {
        enforcement: enforcement(ofPolicy),
        encryption: encryption(of(wire)),
        layer7: layer7(ofPolicy),
        visibility: visibility(of(observability)),
      },
      size: brought && sizeOf(brought),
    }
  })

const sizeOf = ({ objectCount, memoryBytes, imageBytes }: FootprintFacts) => ({ objectCount, memoryBytes, imageBytes })

const met = (reason: NeedReason): NeedFinding => ({ isMet: true, reason })
const unmet = (reason: NeedReason): NeedFinding => ({ isMet: false, reason })
const notShown = (need: Need, http?: PolicyCase): NeedFinding =>
  unmet({ code: 'not-shown', need, ...(http && { case: http }) })

function enforcement(facts: PolicyFacts | undefined): NeedFinding {
  if (!facts?.baseline.isClean || facts.enforcement === 'unknown') return notShown('enforcement')
  const reason = { code: 'enforcement', enforcement: facts.enforcement, ...facts.counts } as const
  return facts.enforcement === 'full' ? met(reason) : unmet(reason)
}

function encryption(facts: WireFacts | undefined): NeedFinding {
  const observed = facts?.encryption.observed ?? 'unknown'
  if (observed === 'unknown') return notShown('encryption')
  const reason = { code: 'encryption', observed } as const
  return observed === 'encrypted' ? met(reason) : unmet(reason)
}

/** By the case of HTTP rules. */
function layer7(facts: PolicyFacts | undefined): NeedFinding {
  const http = facts?.baseline.isClean ? layer7Case(facts) : undefined
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
function visibility(facts: ObservabilityFacts | undefined): NeedFinding {
  if (!facts) return notShown('visibility')
  const seen = (id: string) => facts.capabilities.some((each) => each.id === id && each.found === 'yes')
  const isMet = seen('allowed-flow') && seen('dropped-flow')
  return { isMet, reason: { code: 'visibility', isMet } }
}
