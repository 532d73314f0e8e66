import type { DatapathEvidence } from '../../findings/evidence/datapath.ts'
import type { DatapathObservation as Observation } from '../../probes/datapath/facts.ts'
import { observationSigns, type Sign } from './signs.ts'

export const topicTitles: Readonly<Record<Observation['topic'], string>> = {
  links: 'Network devices',
  routes: 'Routes',
  rules: 'Packet filter rules',
  services: 'Services',
  configuration: 'Configuration',
  agent: 'Agent',
}

export interface ObservationCell {
  readonly variant: string
  /** Of one thing there may be several, or none. */
  readonly observations: readonly (Observation & { readonly sign: Sign })[]
}

export interface ObservationRow {
  readonly what: string
  readonly cells: readonly ObservationCell[]
}

/** Observed against configured, the same thing of all variants in one row, by topic. */
export function datapathGroups(evidence: readonly DatapathEvidence[]): readonly {
  readonly topic: Observation['topic']
  readonly title: string
  readonly rows: readonly ObservationRow[]
}[] {
  const all = evidence.flatMap(({ observations }) => observations)
  return topics
    .map((topic) => ({
      topic,
      title: topicTitles[topic],
      rows: [...new Set(all.filter((each) => each.topic === topic).map(({ what }) => what))].map((what) => ({
        what,
        cells: evidence.map(({ variant, observations }) => ({
          variant,
          observations: observations
            .filter((each) => each.topic === topic && each.what === what)
            .map((each) => ({ ...each, sign: observationSigns[each.verdict] })),
        })),
      })),
    }))
    .filter(({ rows }) => rows.length > 0)
}

const topics: readonly Observation['topic'][] = ['configuration', 'links', 'routes', 'rules', 'services', 'agent']

/** `VXLAN, VNI 1 (configured: vxlan)`. */
export const observationWords = ({ observed, configured }: Observation): string =>
  configured === undefined ? observed : `${observed} (configured: ${configured})`
