import type { Evidence } from '../evidence/evidence.ts'
import type { Needs } from '../evidence/recommendation.ts'
import { layer7Case } from '../policy/layer7-case.ts'
import { counted } from '../wording.ts'

export type Need = Exclude<keyof Needs, 'priority'>

/** Whether the run shows that a need is met, and in a sentence how or why not. */
export interface NeedFinding {
  readonly isMet: boolean
  readonly because: string
}

type Look = (variant: string, evidence: Evidence) => NeedFinding

const met = (because: string): NeedFinding => ({ isMet: true, because })
const unmet = (because: string): NeedFinding => ({ isMet: false, because })
const notShown = (what: string): NeedFinding =>
  unmet(`This run does not show ${what}; that does not mean that it is not there.`)

const of = <E extends { readonly variant: string }>(variant: string, evidence: readonly E[]): E | undefined =>
  evidence.find((each) => each.variant === variant)

const policy: Look = (variant, evidence) => {
  const found = of(variant, evidence.policy)
  if (!found?.gate.open) return notShown('whether NetworkPolicies are enforced')
  const { match, judged, notEnforced } = found.counts
  switch (found.enforcement) {
    case 'full':
      return met(`NetworkPolicies are enforced: ${String(match)} of ${counted(judged, 'case')} as specified.`)
    case 'partial':
      return unmet(`Not all NetworkPolicies are enforced: ${String(match)} of ${counted(judged, 'case')} as specified.`)
    case 'none':
      return unmet(
        `NetworkPolicies are not enforced: ${String(notEnforced)} of ${counted(judged, 'case')} let through what must be blocked.`,
      )
    case 'unknown':
      return notShown('whether NetworkPolicies are enforced')
  }
}

const encryption: Look = (variant, evidence) => {
  switch (of(variant, evidence.encryption)?.observed) {
    case 'encrypted':
      return met('Pod traffic between nodes is encrypted on the wire.')
    case 'clear':
      return unmet('Pod traffic between nodes was read in clear text.')
    case 'unknown':
    case undefined:
      return notShown('whether Pod traffic between nodes is encrypted')
  }
}

/** By the case of HTTP rules. */
const layer7: Look = (variant, evidence) => {
  const found = of(variant, evidence.policy)
  const http = found?.gate.open ? layer7Case(found) : undefined
  const why = http?.explanation ? ` ${http.explanation}` : ''
  switch (http?.outcome) {
    case 'match':
      return met('HTTP rules are enforced as documented.')
    case 'not-enforced':
      return unmet(`HTTP rules are not enforced.${why}`)
    case 'deviates':
      return unmet(`HTTP rules are not enforced as documented.${why}`)
    case 'not-applicable':
    case 'shown':
    case 'unknown':
    case undefined: {
      const { because } = notShown('that HTTP rules are enforced')
      return unmet(`${because}${why}`)
    }
  }
}

/** Allowed and dropped connections: metrics and logs alone do not tell who spoke to whom. */
const observability: Look = (variant, evidence) => {
  const found = of(variant, evidence.observability)
  const seen = (id: string) => found?.capabilities.some((each) => each.id === id && each.found === 'yes') === true
  if (seen('allowed-flow') && seen('dropped-flow')) return met('Its own tools show connections, allowed and dropped.')
  return found
    ? unmet('Its own tools were not seen to show connections, both allowed and dropped.')
    : notShown('what its own tools show')
}

const looks: Readonly<Record<Need, Look>> = { policy, encryption, layer7, observability }

const order: readonly Need[] = ['policy', 'encryption', 'layer7', 'observability']

export const askedFor = (needs: Needs): readonly Need[] => order.filter((need) => needs[need])

export const lookFor = (need: Need, variant: string, evidence: Evidence): NeedFinding => looks[need](variant, evidence)

/** Why a variant is not a candidate: everything that it is not shown to meet. */
export function unmetNeed(variant: string, needs: Needs, evidence: Evidence): string | undefined {
  const reasons = askedFor(needs)
    .map((need) => lookFor(need, variant, evidence))
    .filter(({ isMet }) => !isMet)
  return reasons.length === 0 ? undefined : reasons.map(({ because }) => because).join(' ')
}
