import type { Block, Content, Piece, Sign } from '../../blocks/block.ts'
import { counted, listOf, withinSentence } from '../../words/en/text.ts'
import type { VariantFacts } from '../probe.ts'
import { comparedSection } from '../side-by-side.ts'
import { topics, type DatapathFacts, type DatapathObservation, type Topic } from './facts.ts'
import { pathWords } from './forwarding-path.ts'

type Variants = readonly VariantFacts<DatapathFacts>[]

const topicTitles: Readonly<Record<Topic, string>> = {
  links: 'Network devices',
  routes: 'Routes',
  rules: 'Packet filter rules',
  services: 'Services',
  configuration: 'Configuration',
  agent: 'Agent',
}

const signs: Readonly<Record<DatapathObservation['verdict'], Sign>> = {
  agrees: { symbol: '✓', title: 'as configured', tone: 'good' },
  differs: { symbol: '✗', title: 'not as configured', tone: 'bad' },
  informational: { symbol: '·', title: 'informational', tone: 'plain' },
  unknown: { symbol: '?', title: 'unknown', tone: 'warn' },
}

/** Configured and observed side by side, the same thing of all variants in one row. */
export function datapathView(variants: Variants): readonly Block[] {
  const groups = topics
    .map((topic) => ({ title: topicTitles[topic], rows: rowsOf(topic, variants) }))
    .filter(({ rows }) => rows.length > 0)
  if (groups.length === 0) return []
  return [
    comparedSection(variants, {
      title: 'Datapath: configured and observed',
      sentenceOf: datapathSentence,
      caption: 'Configured and observed',
      corner: 'What',
      groups,
      legend: Object.values(signs),
    }),
  ]
}

function rowsOf(topic: Topic, variants: Variants) {
  const observations = variants.flatMap(({ facts }) => facts.observations)
  const whats = new Set(observations.filter((each) => each.topic === topic).map(({ what }) => what))
  return [...whats].map((what) => ({
    head: what,
    cells: variants.map(({ variant, facts }): Content =>
      facts.observations
        .filter((each) => each.topic === topic && each.what === what)
        .map((each) => pieceOf(variant, each)),
    ),
  }))
}

function pieceOf(
  variant: string,
  { what, configured, observed, verdict, excerpt, source, nodes }: DatapathObservation,
): Piece {
  const where = nodes ? `${source} on ${listOf(nodes)}` : source
  return {
    text: observed,
    sign: signs[verdict],
    ...(configured !== undefined && { note: `configured: ${configured}` }),
    detail: {
      title: `${what} on ${variant}`,
      description: observed,
      blocks: [{ kind: 'excerpt', title: what, source: where, text: excerpt }],
      inReports: excerpt !== '',
    },
  }
}

export function datapathSentence({ observations, paths: [first] }: DatapathFacts): string {
  const compared = observations.filter(({ configured }) => configured !== undefined)
  const differing = compared.filter(({ verdict }) => verdict === 'differs')
  const unknown = compared.filter(({ verdict }) => verdict === 'unknown')
  const shown = first ? `Nodes send to Pods on other nodes ${pathWords(first.path)}` : 'No node shows a route'
  if (differing.length > 0)
    return `${shown}; ${names(differing)} ${differing.length === 1 ? 'is' : 'are'} not as configured.`
  if (unknown.length > 0) return `${shown}; ${names(unknown)} could not be compared with what is configured.`
  return `${shown}; ${counted(compared.length, 'observation')} agree${compared.length === 1 ? 's' : ''} with what is configured, none differs.`
}

const names = (observations: readonly DatapathObservation[]): string =>
  listOf([...new Set(observations.map(({ what }) => withinSentence(what)))])
