import type { Block, SectionBlock, TableBlock } from '../blocks/block.ts'
import type { RunRecord, VariantRecord } from '../store/run-record.ts'

/** What each recipe asked for, and what was really installed. */
export const variantBlocks = ({ variants }: Pick<RunRecord, 'variants'>): readonly Block[] => [
  configured(variants),
  ...variants.map(installed),
]

const configured = (variants: readonly VariantRecord[]): TableBlock => ({
  kind: 'table',
  caption: 'Configured and installed. What the recipe of each variant asks for, and the versions that it came to.',
  columns: ['Variant', 'Datapath', 'Encapsulation', 'Encryption', 'CNI version', 'Kubernetes'].map((title) => ({
    title,
  })),
  groups: [
    {
      rows: variants.map(({ id, configured: { datapath, encapsulation, tunnelPort, encryption }, cluster }) => ({
        head: id,
        variant: id,
        cells: [
          datapath,
          tunnelPort === undefined ? encapsulation : `${encapsulation}, UDP port ${String(tunnelPort)}`,
          encryption ?? 'none',
          cluster?.installed.cniVersion ?? '',
          cluster?.installed.kubernetes ?? '',
        ],
      })),
    },
  ],
})

function installed({ id, cluster }: VariantRecord): Block {
  if (!cluster) return { kind: 'prose', as: 'paragraphs', texts: [`${id}: no cluster was made.`] }
  const { images, sources } = cluster.installed
  const lines = (texts: readonly string[]) => (texts.length === 0 ? 'none' : texts.map((text) => ({ text })))
  const items = [
    { title: 'Cluster', value: `${cluster.cluster}${cluster.reused ? ', kept from before' : ''}` },
    { title: 'Nodes', value: lines(cluster.nodes.map(({ name, role, address }) => `${name} (${role}) ${address}`)) },
    { title: 'Images', value: lines(Object.entries(images).map(([image, digest]) => `${image} ${digest}`)) },
    {
      title: 'Sources',
      value: lines(sources.map(({ what, from, sha256 }) => `${what}: ${from} sha256 ${sha256}`)),
    },
  ]
  const section: SectionBlock = {
    kind: 'section',
    title: `${id}: nodes, images and sources`,
    variant: id,
    isFolded: true,
    blocks: [{ kind: 'stat', items }],
  }
  return section
}
