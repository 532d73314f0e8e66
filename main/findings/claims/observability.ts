import type { Capability, CapabilityId, ObservabilityFacts } from '../../probes/observability/facts.ts'
import { observability } from '../../probes/observability/observability.ts'
import type { VariantFacts } from '../../probes/probe.ts'
import type { Unseen } from './claim.ts'
import {
  confirmed,
  decide,
  factsOfCni,
  linkTo,
  withoutFacts,
  type ClaimDecision,
  type ClaimInputs,
  type RowRules,
} from './rule.ts'

export const observabilityRules: RowRules = { flannel: minimal, calico: metricsAndLogs, cilium: hubble }

type Found = VariantFacts<ObservabilityFacts>

const flows: readonly CapabilityId[] = ['allowed-flow', 'dropped-flow', 'drop-reason']

const having = (
  { facts: { capabilities } }: Found,
  ids: readonly CapabilityId[],
  found: Capability['found'],
): readonly Capability[] => capabilities.filter((each) => ids.includes(each.id) && each.found === found)

const idsOf = (capabilities: readonly Capability[]): readonly CapabilityId[] => capabilities.map(({ id }) => id)

/** Minimal: no tool of its own shows what goes over the network. */
function minimal(inputs: ClaimInputs): ClaimDecision {
  const [found] = factsOfCni(inputs, 'flannel', observability)
  if (!found) return withoutFacts(inputs, 'flannel', observability)
  const { variant } = found
  const seen = idsOf(having(found, flows, 'yes'))
  const link = linkTo(observability, variant)
  if (seen.length > 0) return decide('refuted', { code: 'tools-show', variant, seen, unseen: [] }, [link])
  const others = idsOf(found.facts.capabilities.filter((each) => each.found === 'yes'))
  return confirmed({ code: 'no-flows-shown', variant, seen: others }, link)
}

function metricsAndLogs(inputs: ClaimInputs): ClaimDecision {
  const wanted: readonly CapabilityId[] = ['metrics', 'logs']
  const [found] = mostFirst(factsOfCni(inputs, 'calico', observability), wanted)
  if (!found) return withoutFacts(inputs, 'calico', observability)
  const seen = idsOf(having(found, wanted, 'yes'))
  if (seen.length === 0) return notSeen(found, wanted)
  const reason = { code: 'tools-show', variant: found.variant, seen, unseen: unseenOf(found, wanted) } as const
  const link = linkTo(observability, found.variant)
  const whisker = { fact: 'calico-whisker' } as const
  return seen.length === wanted.length ? confirmed(reason, link, whisker) : decide('partly', reason, [link, whisker])
}

function hubble(inputs: ClaimInputs): ClaimDecision {
  const [found] = mostFirst(factsOfCni(inputs, 'cilium', observability), flows)
  if (!found) return withoutFacts(inputs, 'cilium', observability)
  const tool = 'hubble'
  const seen = idsOf(having(found, flows, 'yes').filter((each) => each.tool === tool))
  if (seen.length === 0) return notSeen(found, flows)
  const reason = { code: 'tools-show', variant: found.variant, tool, seen, unseen: unseenOf(found, flows) } as const
  const link = linkTo(observability, found.variant)
  return seen.length === flows.length ? confirmed(reason, link) : decide('partly', reason, [link])
}

/** Most seen first. */
const mostFirst = (all: readonly Found[], ids: readonly CapabilityId[]) =>
  all.toSorted((a, b) => having(b, ids, 'yes').length - having(a, ids, 'yes').length)

const unseenOf = ({ facts: { capabilities } }: Found, ids: readonly CapabilityId[]): readonly Unseen[] =>
  capabilities
    .filter(({ id, found }) => ids.includes(id) && found !== 'yes')
    .map(({ id, because, linesRead }) => ({ id, because, ...(linesRead !== undefined && { linesRead }) }))

function notSeen(found: Found, ids: readonly CapabilityId[]): ClaimDecision {
  const applies = having(found, ids, 'no').length > 0
  const reason = { code: 'not-seen', variant: found.variant, unseen: unseenOf(found, ids) } as const
  return decide(applies ? 'not-tested' : 'not-testable', reason, [linkTo(observability, found.variant)])
}
