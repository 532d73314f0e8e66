import type { Capability, CapabilityId } from '../../probes/observability/facts.ts'
import type { Unseen } from '../evidence/claims.ts'
import type { ObservabilityEvidence } from '../evidence/observability.ts'
import {
  confirmed,
  decide,
  linkTo,
  ofCni,
  withoutEvidence,
  type ClaimDecision,
  type ClaimInputs,
  type RowRules,
} from './rule.ts'

export const observabilityRules: RowRules = { flannel: minimal, calico: metricsAndLogs, cilium: hubble }

const flows: readonly CapabilityId[] = ['allowed-flow', 'dropped-flow', 'drop-reason']

const having = (
  { capabilities }: ObservabilityEvidence,
  ids: readonly CapabilityId[],
  found: Capability['found'],
): readonly Capability[] => capabilities.filter((each) => ids.includes(each.id) && each.found === found)

const idsOf = (capabilities: readonly Capability[]): readonly CapabilityId[] => capabilities.map(({ id }) => id)

/** Minimal: no tool of its own shows what goes over the network. */
function minimal(inputs: ClaimInputs): ClaimDecision {
  const [found] = ofCni(inputs, 'flannel', inputs.evidence.observability)
  if (!found) return withoutEvidence(inputs, 'flannel', 'observability')
  const { variant } = found
  const seen = idsOf(having(found, flows, 'yes'))
  const link = linkTo('observability', variant)
  if (seen.length > 0) return decide('refuted', { code: 'tools-show', variant, seen, unseen: [] }, [link])
  const others = idsOf(found.capabilities.filter((each) => each.found === 'yes'))
  return confirmed({ code: 'no-flows-shown', variant, seen: others }, link)
}

function metricsAndLogs(inputs: ClaimInputs): ClaimDecision {
  const wanted: readonly CapabilityId[] = ['metrics', 'logs']
  const [found] = mostFirst(ofCni(inputs, 'calico', inputs.evidence.observability), wanted)
  if (!found) return withoutEvidence(inputs, 'calico', 'observability')
  const seen = idsOf(having(found, wanted, 'yes'))
  if (seen.length === 0) return notSeen(found, wanted)
  const reason = { code: 'tools-show', variant: found.variant, seen, unseen: unseenOf(found, wanted) } as const
  const link = linkTo('observability', found.variant)
  const whisker = { part: 'project', fact: 'calico-whisker' } as const
  return seen.length === wanted.length ? confirmed(reason, link, whisker) : decide('partly', reason, [link, whisker])
}

function hubble(inputs: ClaimInputs): ClaimDecision {
  const [found] = mostFirst(ofCni(inputs, 'cilium', inputs.evidence.observability), flows)
  if (!found) return withoutEvidence(inputs, 'cilium', 'observability')
  const tool = 'hubble'
  const seen = idsOf(having(found, flows, 'yes').filter((each) => each.tool === tool))
  if (seen.length === 0) return notSeen(found, flows)
  const reason = { code: 'tools-show', variant: found.variant, tool, seen, unseen: unseenOf(found, flows) } as const
  const link = linkTo('observability', found.variant)
  return seen.length === flows.length ? confirmed(reason, link) : decide('partly', reason, [link])
}

/** Most seen first. */
const mostFirst = (all: readonly ObservabilityEvidence[], ids: readonly CapabilityId[]) =>
  all.toSorted((a, b) => having(b, ids, 'yes').length - having(a, ids, 'yes').length)

const unseenOf = ({ capabilities }: ObservabilityEvidence, ids: readonly CapabilityId[]): readonly Unseen[] =>
  capabilities
    .filter(({ id, found }) => ids.includes(id) && found !== 'yes')
    .map(({ id, because, linesRead }) => ({ id, because, ...(linesRead !== undefined && { linesRead }) }))

function notSeen(found: ObservabilityEvidence, ids: readonly CapabilityId[]): ClaimDecision {
  const applies = having(found, ids, 'no').length > 0
  const reason = { code: 'not-seen', variant: found.variant, unseen: unseenOf(found, ids) } as const
  return decide(applies ? 'not-tested' : 'not-testable', reason, [linkTo('observability', found.variant)])
}
