import type { ObservabilityEvidence, Sight } from '../evidence/observability.ts'
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
  sentence,
  type Judgement,
  type RowRules,
} from './rule.ts'

export const observabilityRules: RowRules = { flannel: minimal, calico: metricsAndLogs, cilium: hubble }

type SightId = Sight['id']
const flows: readonly SightId[] = ['allowed-flow', 'dropped-flow', 'drop-reason']

const sightsOf = ({ sights }: ObservabilityEvidence, ids: readonly SightId[], found: Sight['found']) =>
  sights.filter((sight) => ids.includes(sight.id) && sight.found === found)

const namesOf = (sights: readonly Sight[]): string => listOf(sights.map(({ id }) => sightNames[id]))

const sightNames: Readonly<Record<SightId, string>> = {
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
  const seen = sightsOf(look, flows, 'yes')
  const link = seenIn('observability', look.variant)
  if (seen.length > 0) return judged('refuted', `The tools of ${look.variant} show ${namesOf(seen)}.`, [link])
  const rest = namesOf(look.sights.filter(({ found }) => found === 'yes'))
  const because = `No tool of ${look.variant} shows connections or drops; what was seen: ${rest || 'nothing'}.`
  return confirmed(because, link)
}

const whisker = fromProject('Calico 3.30 and later bring flows, too, by Goldmane and Whisker with the operator.')

function metricsAndLogs(grounds: ClaimGrounds): Judgement {
  const wanted: readonly SightId[] = ['metrics', 'logs']
  const looks = ofCni(grounds, 'calico', grounds.evidence.observability)
  const [look] = best(looks, wanted)
  if (!look) return notLookedAt(grounds, 'calico', 'observability')
  const seen = sightsOf(look, wanted, 'yes')
  const link = seenIn('observability', look.variant)
  if (seen.length === wanted.length) return confirmed(`${look.variant} shows metrics and logs.`, link, whisker)
  if (seen.length === 0) return notSeen(look, wanted)
  return judged('partly', `${look.variant} shows ${namesOf(seen)}. ${reasons(look, wanted)}`, [link, whisker])
}

function hubble(grounds: ClaimGrounds): Judgement {
  const looks = ofCni(grounds, 'cilium', grounds.evidence.observability)
  const [look] = best(looks, flows)
  if (!look) return notLookedAt(grounds, 'cilium', 'observability')
  const seen = sightsOf(look, flows, 'yes').filter(({ source }) => /hubble/i.test(source))
  const link = seenIn('observability', look.variant)
  if (seen.length === flows.length) return confirmed(`Hubble on ${look.variant} shows ${namesOf(seen)}.`, link)
  if (seen.length === 0) return notSeen(look, flows)
  return judged('partly', `Hubble on ${look.variant} shows ${namesOf(seen)}. ${reasons(look, flows)}`, [link])
}

/** Most seen first. */
const best = (looks: readonly ObservabilityEvidence[], ids: readonly SightId[]) =>
  looks.toSorted((a, b) => sightsOf(b, ids, 'yes').length - sightsOf(a, ids, 'yes').length)

const reasons = (look: ObservabilityEvidence, ids: readonly SightId[]): string =>
  look.sights
    .filter(({ id, found }) => ids.includes(id) && found !== 'yes')
    .map(({ id, explanation }) => `Not seen: ${sightNames[id]}. ${sentence(explanation)}`)
    .join(' ')

function notSeen(look: ObservabilityEvidence, ids: readonly SightId[]): Judgement {
  const applies = sightsOf(look, ids, 'no').length > 0
  const because = `On ${look.variant} it was not seen, which does not show that it is not there. ${reasons(look, ids)}`
  return judged(applies ? 'not-tested' : 'not-testable', because.trim(), allSeenIn('observability', [look]))
}
