import type { Block, Piece, Sign } from '../../blocks/block.ts'
import type { PacketPathBlock } from '../../blocks/packet-path.ts'
import type { Observation, VariantFacts } from '../probe.ts'
import type { Encryption, TracedPath, WireFacts } from './facts.ts'
import {
  configuredEncryption,
  controlSentence,
  encapsulationWords,
  encryptionSentence,
  observedEncryption,
  pathSentence,
  pathTitles,
  wireSentence,
} from './words.ts'

type Variants = readonly VariantFacts<WireFacts>[]

/** Packet paths between nodes side by side, each variant's own in full, and whether they are encrypted. */
export function wireView(variants: Variants): readonly Block[] {
  if (variants.length === 0) return []
  return [
    ...(variants.length > 1 ? [sideBySide(variants)] : []),
    {
      kind: 'choice',
      label: 'Variant',
      options: variants.map(({ variant, facts }) => ({
        id: variant,
        title: variant,
        blocks: variantBlocks(variant, facts),
      })),
    },
    encryptionSection(variants),
  ]
}

const sideBySide = (variants: Variants): Block => ({
  kind: 'section',
  title: 'Packet path between nodes',
  isFolded: false,
  blocks: [
    {
      kind: 'table',
      caption: 'Packet paths side by side. In brackets: inside another packet.',
      columns: ['Variant', 'Interfaces that saw the packet', 'What happens to it'].map((title) => ({ title })),
      groups: [
        {
          rows: variants.flatMap(({ variant, facts }) =>
            facts.paths
              .filter(({ id }) => id === 'cross-node')
              .map((path) => ({ head: variant, variant, cells: [stopsPiece(path), whatHappens(facts)] })),
          ),
        },
      ],
    },
  ],
})

/** `eth0 → cni0 → [flannel.1] → eth0`. */
const stopsPiece = ({ stops }: TracedPath): Piece => ({
  text: stops.map(({ interface: name, isWrapped }) => (isWrapped ? `[${name}]` : name)).join(' → '),
  isCode: true,
})

const whatHappens = ({ encapsulation, overheadBytes }: WireFacts): Piece => ({
  text: encapsulationWords(encapsulation),
  ...(overheadBytes !== undefined && { note: `${String(overheadBytes)} B more a packet` }),
})

const variantBlocks = (variant: string, facts: WireFacts): readonly Block[] => [
  { kind: 'prose', as: 'paragraphs', texts: [wireSentence(facts)], ...(facts.problems.length > 0 && { tone: 'warn' }) },
  {
    kind: 'choice',
    label: 'Path',
    options: facts.paths.map((path) => ({
      id: path.id,
      title: pathTitles[path.id],
      blocks: [packetPath(path)],
    })),
  },
  factsTable(variant, facts),
  ...(facts.captures.length > 0 ? [captureList(facts)] : []),
]

function packetPath(path: TracedPath): PacketPathBlock {
  const { id, from, to, stops, rewrites } = path
  return {
    ...{ kind: 'packet-path', title: pathTitles[id], from, to, stops },
    sentence: pathSentence(path),
    notes: [
      `Link to other nodes: ${leftNodeWords(path.leftNode)}.`,
      ...rewrites.map((rewrite) => `Rewritten: ${rewrite.from} → ${rewrite.to} at ${rewrite.at}.`),
    ],
  }
}

const leftNodeWords = (left: TracedPath['leftNode']): string =>
  left === 'unknown' ? 'unknown' : left ? 'the packet was seen there' : 'the packet was not seen there'

const markerWords: Readonly<Record<WireFacts['marker'], string>> = {
  readable: 'readable on the wire',
  'not-seen': 'packets were seen, the marker in none of them',
  unknown: 'unknown',
}

const factsTable = (variant: string, facts: WireFacts): Block => ({
  kind: 'table',
  caption: `What the captures of ${variant} show`,
  columns: [{ title: 'What' }, { title: 'Observed' }],
  groups: [{ rows: factRows(facts).map(([head, text]) => ({ head, cells: [text] })) }],
})

export const wireObservations = (facts: WireFacts): readonly Observation[] => [
  ...factRows(facts).map(([what, observed]) => ({ what, observed })),
  {
    what: 'Encryption between nodes',
    configured: configuredEncryption[facts.encryption.configured],
    observed: observedEncryption[facts.encryption.observed],
  },
]

function factRows(facts: WireFacts): readonly (readonly [what: string, observed: string])[] {
  const { problems, encapsulation, outer, overheadBytes, mtu, marker, sameNodeStays } = facts
  return [
    ['Control', controlSentence(problems)],
    ['Encapsulation between nodes', encapsulationWords(encapsulation)],
    ...(outer ? [['Outer addresses', `${outer.from} → ${outer.to}`] as const] : []),
    ...(overheadBytes === undefined ? [] : [['Overhead', `${String(overheadBytes)} B a packet`] as const]),
    ...(mtu
      ? ([
          ['Largest packet between nodes', `${String(mtu.pathBytes)} B`],
          ['MTU of the Pod’s interface', `${String(mtu.interfaceBytes)} B`],
        ] as const)
      : []),
    ['Marker in the payload', markerWords[marker]],
    [
      'Traffic between Pods of one node',
      sameNodeStays === 'unknown' ? 'unknown' : sameNodeStays ? 'stays on the node' : 'leaves the node',
    ],
  ]
}

/** For Wireshark. */
const captureList = ({ captures }: WireFacts): Block => ({
  kind: 'section',
  title: 'Captures, for Wireshark',
  isFolded: false,
  blocks: [
    {
      kind: 'prose',
      as: 'list',
      texts: captures.map(({ place, raw, packets }): Piece => ({
        text: place,
        note: `${String(packets)} packets`,
        raw,
      })),
    },
  ],
})

const encryptionSigns: Readonly<Record<Encryption['verdict'], Sign>> = {
  agrees: { symbol: '✓', title: 'as configured', tone: 'good' },
  differs: { symbol: '✗', title: 'not as configured', tone: 'bad' },
  unknown: { symbol: '?', title: 'unknown', tone: 'warn' },
}

const encryptionSection = (variants: Variants): Block => ({
  kind: 'section',
  title: 'Encryption between nodes',
  isFolded: false,
  blocks: [
    {
      kind: 'table',
      caption: 'Pod traffic between nodes',
      columns: ['Variant', 'Configured', 'Observed on the wire', 'Verdict', 'In words'].map((title) => ({ title })),
      groups: [
        {
          rows: variants.map(({ variant, facts }) => {
            const { configured, observed, verdict } = facts.encryption
            const sign = encryptionSigns[verdict]
            return {
              head: variant,
              variant,
              cells: [
                configuredEncryption[configured],
                observedEncryption[observed],
                { text: sign.title, sign },
                encryptionSentence(facts),
              ],
            }
          }),
        },
      ],
    },
  ],
})

/** A tick beside traffic in the clear would be read as praise. */
export function encryptionCell({ encryption: { observed, verdict } }: WireFacts): Piece {
  return { text: observedEncryption[observed], ...(verdict !== 'agrees' && { sign: encryptionSigns[verdict] }) }
}
