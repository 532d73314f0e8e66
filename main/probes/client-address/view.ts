import type { Block, Content, Piece, Sign } from '../../blocks/block.ts'
import { titleOfPath } from '../../experiment/paths.ts'
import { listOf } from '../../words/en/text.ts'
import type { Observation, VariantFacts } from '../probe.ts'
import { comparedSection } from '../side-by-side.ts'
import type { ClientAddressFacts, SeenSource, WayFacts } from './facts.ts'

type Variants = readonly VariantFacts<ClientAddressFacts>[]

const signs: Readonly<Record<SeenSource, Sign>> = {
  client: { symbol: '✓', title: 'the client’s own address', tone: 'good' },
  node: { symbol: 'N', title: 'a node’s address (SNAT)', tone: 'warn' },
  other: { symbol: 'S', title: 'another address (SNAT)', tone: 'warn' },
  none: { symbol: '–', title: 'no answer', tone: 'plain' },
}

/** Of the ways to a NodePort, which is asked for on both nodes; the others are called as everywhere. */
const nodePortTitles: Readonly<Record<string, string>> = {
  'pod-nodeport': 'Pod to NodePort',
  'outside-nodeport': 'Host outside to NodePort',
}

function wayTitle({ path, externalTrafficPolicy, nodeHasPod }: WayFacts): string {
  const title = nodePortTitles[path] ?? titleOfPath(path)
  if (externalTrafficPolicy === undefined) return title
  return `${title}, ${externalTrafficPolicy}, node ${nodeHasPod === true ? 'with' : 'without'} the Pod`
}

/** What servers see of clients, a row a path. */
export function clientAddressView(variants: Variants): readonly Block[] {
  const titles = [...new Set(variants.flatMap(({ facts }) => facts.ways.map(wayTitle)))]
  if (titles.length === 0) return []
  return [
    comparedSection(variants, {
      title: 'Client address that the server sees',
      sentenceOf: clientAddressSentence,
      caption: 'Source address that the server sees; Cluster and Local are the externalTrafficPolicy of the Service',
      corner: 'Path',
      groups: [
        {
          rows: titles.map((head) => ({
            head,
            cells: variants.map(({ facts }): Content => {
              const way = facts.ways.find((each) => wayTitle(each) === head)
              return way ? pieceOf(way) : 'not tried'
            }),
          })),
        },
      ],
      legend: Object.values(signs),
    }),
  ]
}

function pieceOf(way: WayFacts): Piece {
  const { source, seen, clientAddress, problem, node } = way
  const sign = signs[source]
  // A Service that keeps its traffic on the node has nobody to send it to where no Pod is: no answer is right.
  if (source === 'none')
    return {
      text: isMeantToFail(way) ? 'no answer, as Local says' : sign.title,
      sign,
      ...(problem !== undefined && { note: problem }),
    }
  const from = node === undefined ? '' : ` (${node})`
  return { text: sign.title, sign, ...(source !== 'client' && { note: `${seen ?? ''}${from} for ${clientAddress}` }) }
}

const isMeantToFail = ({ externalTrafficPolicy, nodeHasPod }: WayFacts): boolean =>
  externalTrafficPolicy === 'Local' && nodeHasPod === false

export function clientAddressSentence({ ways }: ClientAddressFacts): string {
  const titled = (source: SeenSource) =>
    ways.filter((way) => way.source === source && !isMeantToFail(way)).map(wayTitle)
  const [kept, ofNodes, others, silent] = [titled('client'), titled('node'), titled('other'), titled('none')]
  return [
    ...(kept.length > 0
      ? [`The server sees the client’s own address on ${String(kept.length)} of ${String(ways.length)} paths.`]
      : []),
    ...(ofNodes.length > 0 ? [`It sees a node’s address on: ${listOf(ofNodes)}.`] : []),
    ...(others.length > 0 ? [`It sees another address on: ${listOf(others)}.`] : []),
    ...(silent.length > 0 ? [`There was no answer on: ${listOf(silent)}.`] : []),
  ].join(' ')
}

export const clientAddressObservations = ({ ways }: ClientAddressFacts): readonly Observation[] =>
  ways.map((way) => {
    const { text, note } = pieceOf(way)
    return { what: `Client address, ${wayTitle(way)}`, observed: note === undefined ? text : `${text}: ${note}` }
  })

/** Of a client outside where there is one, else of Pods: what most servers want to know. */
export function clientAddressOverview({ ways }: ClientAddressFacts): Content {
  const outside = ways.filter(({ path }) => path === 'outside-nodeport')
  if (outside.length === 0) {
    const pods = ways.filter(({ path }) => path !== 'host-host')
    return `kept on ${String(pods.filter(({ source }) => source === 'client').length)} of ${String(pods.length)} paths`
  }
  return (['Cluster', 'Local'] as const).map((policy): Piece => {
    const sources = new Set(
      outside.filter((way) => way.externalTrafficPolicy === policy && !isMeantToFail(way)).map(({ source }) => source),
    )
    const [source] = sources
    return { text: `${policy}: ${sources.size === 1 && source ? signs[source].title : 'depends on the node'}` }
  })
}
