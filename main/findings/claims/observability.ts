import type { Capability, CapabilityId, ObservabilityFacts } from '../../probes/observability/facts.ts'
import { observability } from '../../probes/observability/observability.ts'
import type { VariantFacts } from '../../probes/probe.ts'
import type { ClaimColumn, ClaimLink, Unseen } from './claim.ts'
import { byFacts, decide, linksTo, type RowRules, type Rule } from './rule.ts'

const flows: readonly CapabilityId[] = ['allowed-flow', 'dropped-flow', 'drop-reason']

export const observabilityRules: RowRules = {
  /** Minimal: no tool of its own shows what goes over the network. */
  flannel: byFacts('flannel', observability, ([found]) => {
    const { variant, facts } = found
    const all = idsOf(facts.capabilities.filter((each) => each.found === 'yes'))
    const seen = all.filter((id) => flows.includes(id))
    return seen.length > 0
      ? decide('refuted', { code: 'tools-show', variant, seen, unseen: [] }, linksTo(observability, [found]))
      : decide('confirmed', { code: 'no-flows-shown', variant, seen: all }, linksTo(observability, [found]))
  }),
  calico: shows('calico', ['metrics', 'logs'], { also: [{ fact: 'calico-whisker' }] }),
  cilium: shows('cilium', flows, { tool: 'hubble' }),
}

interface Shows {
  /** The tool that the claim names. */
  readonly tool?: 'hubble'
  /** What its project says beside it. */
  readonly also?: readonly ClaimLink[]
}

/** Whether its tools show some things, by the variant of which most of them are seen. */
function shows(cni: ClaimColumn, ids: readonly CapabilityId[], { tool, also = [] }: Shows): Rule {
  const having = ({ facts }: VariantFacts<ObservabilityFacts>, found: Capability['found']): readonly Capability[] =>
    facts.capabilities.filter((each) => ids.includes(each.id) && each.found === found)
  return byFacts(cni, observability, (shown) => {
    const most = shown.reduce((best, each) => (having(each, 'yes').length > having(best, 'yes').length ? each : best))
    const { variant, facts } = most
    const seen = idsOf(having(most, 'yes').filter((each) => tool === undefined || each.tool === tool))
    const unseen = facts.capabilities.filter(({ id, found }) => ids.includes(id) && found !== 'yes').map(unseenOf)
    const links = linksTo(observability, [most])
    if (seen.length === 0) {
      const applies = having(most, 'no').length > 0
      return decide(applies ? 'not-tested' : 'not-testable', { code: 'not-seen', variant, unseen }, links)
    }
    const reason = { code: 'tools-show', variant, ...(tool && { tool }), seen, unseen } as const
    return decide(seen.length === ids.length ? 'confirmed' : 'partly', reason, [...links, ...also])
  })
}

const idsOf = (capabilities: readonly Capability[]): readonly CapabilityId[] => capabilities.map(({ id }) => id)

const unseenOf = ({ id, because, linesRead }: Capability): Unseen => ({ id, because, linesRead })
