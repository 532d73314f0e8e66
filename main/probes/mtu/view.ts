import type { Block, Content, Piece, Sign } from '../../blocks/block.ts'
import type { Observation, VariantFacts, Verdict } from '../probe.ts'
import { comparedSection } from '../side-by-side.ts'
import { mtuBytesOf } from './derive.ts'
import type { LegFacts, MtuFacts } from './facts.ts'
import { bytesWords, legNotes, legTitle, mtuSentence, mtuWords } from './words.ts'

type Variants = readonly VariantFacts<MtuFacts>[]

const signs: Readonly<Record<LegFacts['verdict'], Sign>> = {
  pass: { symbol: '✓', title: 'as large as the sender’s MTU, and transfers do not stall', tone: 'good' },
  fail: { symbol: '✗', title: 'black hole, or MTU larger than what passes', tone: 'bad' },
  unknown: { symbol: '?', title: 'unknown', tone: 'warn' },
}

const idOf = ({ path, family }: LegFacts): string => `${path}/${family}`

/** The largest packet of each path side by side, and by which MTU both ends send. */
export function mtuView(variants: Variants): readonly Block[] {
  const legs = new Map(variants.flatMap(({ facts }) => facts.legs.map((leg) => [idOf(leg), legTitle(leg)] as const)))
  if (legs.size === 0) return []
  const rows = (contentOf: (leg: LegFacts) => Content) =>
    [...legs].map(([id, head]) => ({
      head,
      cells: variants.map(({ facts }): Content => {
        const leg = facts.legs.find((each) => idOf(each) === id)
        return leg ? contentOf(leg) : 'not tried'
      }),
    }))
  return [
    comparedSection(variants, {
      title: 'Largest packet of each path',
      sentenceOf: mtuSentence,
      caption: 'Largest IP packet that arrives whole',
      corner: 'Path',
      groups: [
        { title: 'Largest packet', rows: rows(sizeOf) },
        { title: 'MTU of the client', rows: rows(({ clientMtu }) => mtuWords(clientMtu)) },
        { title: 'MTU of the server', rows: rows(({ serverMtu }) => mtuWords(serverMtu)) },
      ],
      legend: Object.values(signs),
    }),
  ]
}

function sizeOf(leg: LegFacts): Piece {
  const notes = legNotes(leg)
  return { text: bytesWords(leg), sign: signs[leg.verdict], ...(notes.length > 0 && { note: notes.join('; ') }) }
}

export const mtuVerdicts = ({ legs }: MtuFacts): readonly Verdict[] =>
  legs.map((leg) => ({ id: idOf(leg), title: `Largest packet, ${legTitle(leg)}`, verdict: leg.verdict }))

export const mtuObservations = ({ legs }: MtuFacts): readonly Observation[] =>
  legs.flatMap((leg) => [
    { what: `Largest packet, ${legTitle(leg)}`, observed: [bytesWords(leg), ...legNotes(leg)].join('; ') },
    { what: `MTU of the client, ${legTitle(leg)}`, observed: mtuWords(leg.clientMtu) },
    { what: `MTU of the server, ${legTitle(leg)}`, observed: mtuWords(leg.serverMtu) },
  ])

/** What passes between Pods of two nodes; a path with a fault goes before. */
export function mtuOverview({ legs }: MtuFacts): Content {
  const failing = legs.find(({ verdict }) => verdict === 'fail')
  const shown = failing ?? legs.find(({ path }) => path === 'pod-pod/cross-node')
  if (!shown) return 'unknown'
  const mtuBytes = mtuBytesOf(shown.clientMtu)
  const isWhole = mtuBytes !== undefined && shown.verdict === 'pass'
  return { ...sizeOf(shown), ...(isWhole ? {} : { note: [legTitle(shown), ...legNotes(shown)].join(': ') }) }
}
