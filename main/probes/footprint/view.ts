import type { Block, Content, Detail, Piece } from '../../blocks/block.ts'
import { bytes, duration } from '../../words/en/quantity.ts'
import { counted, listOf } from '../../words/en/text.ts'
import type { Observation, VariantFacts } from '../probe.ts'
import { comparedSection } from '../side-by-side.ts'
import type { FootprintFacts } from './facts.ts'

type Variants = readonly VariantFacts<FootprintFacts>[]

interface Row {
  readonly title: string
  readonly valueOf: (facts: FootprintFacts) => number | undefined
  readonly show: (value: number) => string
  readonly blocksOf?: (facts: FootprintFacts) => readonly Block[]
}

const rows: readonly Row[] = [
  { title: 'Kubernetes objects', valueOf: ({ objectCount }) => objectCount, show: String, blocksOf: objectBlocks },
  { title: 'CRDs', valueOf: ({ crds }) => crds, show: String },
  { title: 'Pods, on all nodes', valueOf: ({ pods }) => pods, show: String },
  { title: 'Containers', valueOf: ({ containers }) => containers, show: String },
  { title: 'Images', valueOf: ({ imageBytes }) => imageBytes, show: bytes, blocksOf: imageBlocks },
  { title: 'Memory of its Pods', valueOf: ({ memoryBytes }) => memoryBytes, show: bytes },
  { title: 'First object to all ready', valueOf: ({ readyMs }) => readyMs, show: duration },
]

/** What each CNI brings into its cluster; a bar is as long as its share of the largest. */
export function footprintView(variants: Variants): readonly Block[] {
  if (variants.length === 0) return []
  return [
    comparedSection(variants, {
      title: 'Footprint',
      sentenceOf: footprintSentence,
      caption: 'What each CNI brings into its cluster',
      corner: 'Of the CNI',
      column: { align: 'number' },
      groups: [{ rows: rows.map((row) => ({ head: row.title, cells: cellsOf(row, variants) })) }],
    }),
  ]
}

function cellsOf({ title, valueOf, show, blocksOf }: Row, variants: Variants): readonly Content[] {
  const largest = Math.max(0, ...variants.map(({ facts }) => valueOf(facts) ?? 0))
  return variants.map(({ variant, facts }): Piece => {
    const value = valueOf(facts)
    if (value === undefined) return { text: 'unknown' }
    const detail: Detail | undefined = blocksOf && {
      title: `${title} of ${variant}`,
      blocks: blocksOf(facts),
      inReports: true,
    }
    return { text: show(value), ...(largest > 0 && { share: value / largest }), ...(detail && { detail }) }
  })
}

/** `CustomResourceDefinition 14`, `DaemonSet 1`, …: most first. */
function objectBlocks({ objects }: FootprintFacts): readonly Block[] {
  const kinds = Object.entries(objects).toSorted(([a, many], [b, more]) => more - many || a.localeCompare(b))
  return [{ kind: 'prose', as: 'list', texts: kinds.map(([kind, count]) => `${kind} ${String(count)}`) }]
}

function imageBlocks({ images }: FootprintFacts): readonly Block[] {
  const texts = images.map((image): Piece => ({ text: image.reference, isCode: true, note: bytes(image.bytes) }))
  return [{ kind: 'prose', as: 'list', texts }]
}

export function footprintSentence(facts: FootprintFacts): string {
  const { objectCount, crds, pods, images, imageBytes, memoryBytes, readyMs } = facts
  const brought = listOf([
    `${counted(objectCount, 'object')}${crds > 0 ? ` (${counted(crds, 'CRD')})` : ''}`,
    counted(pods, 'running Pod'),
    ...(images.length > 0 ? [`${counted(images.length, 'image')} of ${bytes(imageBytes)}`] : []),
  ])
  return [
    `It brings ${brought}.`,
    ...(memoryBytes === undefined ? [] : [`Its Pods use ${bytes(memoryBytes)} of memory on all nodes together.`]),
    ...(readyMs === undefined ? [] : [`It was ready ${duration(readyMs)} after its first object was applied.`]),
  ].join(' ')
}

/** Its quantities, without those that are not known. */
export const footprintObservations = (facts: FootprintFacts): readonly Observation[] =>
  rows.flatMap(({ title, valueOf, show }) => {
    const value = valueOf(facts)
    return value === undefined ? [] : [{ what: title, observed: show(value) }]
  })

/** `12 objects, 3 Pods, 45.2 MiB of images`. */
export const footprintWords = ({ objectCount, pods, imageBytes, memoryBytes }: FootprintFacts): string =>
  [
    `${String(objectCount)} objects`,
    `${String(pods)} Pods`,
    ...(memoryBytes === undefined ? [] : [`${bytes(memoryBytes)} of memory`]),
    `${bytes(imageBytes)} of images`,
  ].join(', ')
