import type { Capability, CapabilityId } from '../../probes/observability/facts.ts'
import { reasonOf } from '../../probes/observability/words.ts'
import type { ObservabilityEvidence } from '../evidence/observability.ts'
import { listOf } from '../wording.ts'
import type { ClaimGrounds } from './check-claims.ts'
import {
  allSeenIn,
  confirmed,
  fromProject,
  judged,
  notLookedAt,
  ofCni,
  seenIn,
  type Judgement,
  type RowRules,
} from './rule.ts'

export const observabilityRules: RowRules = { flannel: minimal, calico: metricsAndLogs, cilium: hubble }

const flows: readonly CapabilityId[] = ['allowed-flow', 'dropped-flow', 'drop-reason']

const capabilitiesOf = (
  { capabilities }: ObservabilityEvidence,
  ids: readonly CapabilityId[],
  found: Capability['found'],
) => capabilities.filter((each) => ids.includes(each.id) && each.found === found)

const namesOf = (capabilities: readonly Capability[]): string =>
  listOf(capabilities.map(({ id }) => capabilityNames[id]))

const capabilityNames: Readonly<Record<CapabilityId, string>> = {
  'allowed-flow': 'connections',
  'dropped-flow': 'drops',
  'drop-reason': 'reasons of drops',
  'service-name': 'Service names',
  metrics: 'metrics',
  logs: 'logs',
}

/** Minimal: no tool of its own shows what goes over the network. */
function minimal(grounds: ClaimGrounds): Judgement {
  const looks = ofCni(grounds, 'flannel', grounds.evidence.observability)
  const [look] = looks
  if (!look) return notLookedAt(grounds, 'flannel', 'observability')
  const seen = capabilitiesOf(look, flows, 'yes')
  const link = seenIn('observability', look.variant)
  if (seen.length > 0) return judged('refuted', `The tools of ${look.variant} show ${namesOf(seen)}.`, [link])
  const rest = namesOf(look.capabilities.filter(({ found }) => found === 'yes'))
  const because = `No tool of ${look.variant} shows connections or drops; what was seen: ${rest || 'nothing'}.`
  return confirmed(because, link)
}

const whisker = fromProject('Calico 3.30 and later bring flows, too, by Goldmane and Whisker with the operator.')

function metricsAndLogs(grounds: ClaimGrounds): Judgement {
  const wanted: readonly CapabilityId[] = ['metrics', 'logs']
  const looks = ofCni(grounds, 'calico', grounds.evidence.observability)
  const [look] = best(looks, wanted)
  if (!look) return notLookedAt(grounds, 'calico', 'observability')
  const seen = capabilitiesOf(look, wanted, 'yes')
  const link = seenIn('observability', look.variant)
  if (seen.length === wanted.length) return confirmed(`${look.variant} shows metrics and logs.`, link, whisker)
  if (seen.length === 0) return notSeen(look, wanted)
  return judged('partly', `${look.variant} shows ${namesOf(seen)}. ${reasons(look, wanted)}`, [link, whisker])
}

function hubble(grounds: ClaimGrounds): Judgement {
  const looks = ofCni(grounds, 'cilium', grounds.evidence.observability)
  const [look] = best(looks, flows)
  if (!look) return notLookedAt(grounds, 'cilium', 'observability')
  const seen = capabilitiesOf(look, flows, 'yes').filter(({ tool }) => tool === 'hubble')
  const link = seenIn('observability', look.variant)
  if (seen.length === flows.length) return confirmed(`Hubble on ${look.variant} shows ${namesOf(seen)}.`, link)
  if (seen.length === 0) return notSeen(look, flows)
  return judged('partly', `Hubble on ${look.variant} shows ${namesOf(seen)}. ${reasons(look, flows)}`, [link])
}

/** Most seen first. */
const best = (looks: readonly ObservabilityEvidence[], ids: readonly CapabilityId[]) =>
  looks.toSorted((a, b) => capabilitiesOf(b, ids, 'yes').length - capabilitiesOf(a, ids, 'yes').length)

const reasons = (look: ObservabilityEvidence, ids: readonly CapabilityId[]): string =>
  look.capabilities
    .filter(({ id, found }) => ids.includes(id) && found !== 'yes')
    .map((each) => `Not seen: ${capabilityNames[each.id]}. ${reasonOf(each)}`)
    .join(' ')

function notSeen(look: ObservabilityEvidence, ids: readonly CapabilityId[]): Judgement {
  const applies = capabilitiesOf(look, ids, 'no').length > 0
  const because = `On ${look.variant} it was not seen, which does not show that it is not there. ${reasons(look, ids)}`
  return judged(applies ? 'not-tested' : 'not-testable', because.trim(), allSeenIn('observability', [look]))
}
