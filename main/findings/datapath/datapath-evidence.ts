import { datapathRecordSchema, type DatapathRecord, type Fact } from '../../probes/datapath/datapath-record.ts'
import type { RunRecord, VariantRecord } from '../../store/run-record.ts'
import type { DatapathEvidence, Observation } from '../evidence/datapath.ts'
import { recordsOf } from '../recorded.ts'
import { counted, listOf } from '../wording.ts'
import { nodeObservations } from './node-observations.ts'
import { servicesObservations } from './services-observations.ts'

/** What nodes and API show of the datapath, beside what was asked for. */
export function datapathEvidenceOf(run: RunRecord): readonly DatapathEvidence[] {
  return recordsOf(run, 'datapath', datapathRecordSchema).flatMap(({ variant, record }) => {
    const asked = run.variants.find(({ id }) => id === variant)?.configured
    if (!asked) return []
    const observations = observationsOf(record, asked)
    return [{ variant, observations, sentence: sentenceOf(variant, observations) }]
  })
}

type Asked = VariantRecord['configured']

const observationsOf = (record: DatapathRecord, asked: Asked): readonly Observation[] => [
  ...nodeObservations(record.nodes, asked),
  ...servicesObservations(record),
  ...record.facts.map((fact) => factObservation(fact, asked)),
]

function factObservation(fact: Fact, asked: Asked): Observation {
  const configured = askedFor(fact, asked)
  return {
    topic: fact.by === 'configuration' ? 'configuration' : 'agent',
    what: fact.what,
    ...(configured !== undefined && { configured }),
    observed: fact.value,
    verdict: verdictOf(configured, fact.value),
    excerpt: fact.excerpt,
    source: fact.source,
  }
}

function verdictOf(configured: string | undefined, observed: string): Observation['verdict'] {
  if (observed === 'unknown') return 'unknown'
  if (configured === undefined) return 'shown'
  return configured === observed ? 'agrees' : 'differs'
}

function askedFor({ about }: Fact, { encapsulation, encryption, tunnelPort }: Asked): string | undefined {
  switch (about) {
    case 'encapsulation':
      return encapsulation
    case 'encryption':
      return encryption ?? 'none'
    case 'tunnel-port':
      return tunnelPort === undefined ? undefined : String(tunnelPort)
    case 'services':
    case 'datapath':
    case 'ready':
    case 'peer':
      return undefined
  }
}

function sentenceOf(variant: string, observations: readonly Observation[]): string {
  const way = observations.find(({ what }) => what === wayBetweenNodes)
  const compared = observations.filter(({ configured }) => configured !== undefined)
  const differing = compared.filter(({ verdict }) => verdict === 'differs')
  const unknown = compared.filter(({ verdict }) => verdict === 'unknown')
  const shown = way ? `Nodes of ${variant} send to Pods on other nodes ${way.observed}` : `${variant} shows no route`
  if (differing.length > 0)
    return `${shown}; ${names(differing)} ${differing.length === 1 ? 'is' : 'are'} not as configured.`
  if (unknown.length > 0) return `${shown}; ${names(unknown)} could not be compared with what is configured.`
  return `${shown}; ${counted(compared.length, 'observation')} agree${compared.length === 1 ? 's' : ''} with what is configured, none differs.`
}

const names = (observations: readonly Observation[]): string =>
  listOf([...new Set(observations.map(({ what }) => what.charAt(0).toLowerCase() + what.slice(1)))])

const wayBetweenNodes = 'Way to Pods on another node'
