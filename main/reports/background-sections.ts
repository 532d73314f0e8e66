import type { ErrorBlock, ProseBlock, StatBlock, TableBlock } from '../blocks/block.ts'
import type { Cost } from '../findings/findings.ts'
import type { RunRecord } from '../store/run-record.ts'
import { bytes, duration, percent } from '../words/en/quantity.ts'
import { methodOf } from './method.ts'
import type { ShownRun } from './report-input.ts'
import type { ReportSection } from './section.ts'
import { variantBlocks } from './variant-blocks.ts'

/** How the numbers came about, and what went wrong meanwhile. */
export const backgroundSections = (
  { run, findings }: ShownRun,
  failures: readonly ErrorBlock[],
): readonly ReportSection[] => [
  ...(failures.length > 0 ? [{ id: 'failures', title: 'Failures', blocks: failures }] : []),
  { id: 'variants', title: 'Variants', blocks: variantBlocks(run) },
  { id: 'method', title: 'Method', blocks: [{ kind: 'prose', as: 'list', texts: methodOf(run, findings) }] },
  { id: 'environment', title: 'Environment', blocks: [environmentBlock(run)] },
  { id: 'cost', title: 'Cost of the run', blocks: [costBlock(findings.cost), ...turnsBlocks(findings.cost)] },
]

/** The machine and the tools. */
function environmentBlock({ environment }: Pick<RunRecord, 'environment'>): StatBlock {
  const { cnilab, node, os, kernel, arch, cpuModel, cores, memoryBytes, governor, virtualization, tools } = environment
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['CPU', `${cpuModel}, ${String(cores)} cores`],
    ['CPU governor', governor],
    ['Memory', bytes(memoryBytes)],
    ['Virtualization', virtualization],
    ['Operating system', os],
    ['Kernel', `${kernel} (${arch})`],
    ['CNI Lab', cnilab],
    ['Node.js', node],
    ...Object.entries(tools),
  ]
  return { kind: 'stat', items: rows.flatMap(([title, value]) => (value === undefined ? [] : [{ title, value }])) }
}

/** What a turn is made of: time that is not measuring is the price of measuring one cluster at a time. */
function turnsBlocks({ turns }: Cost): readonly ProseBlock[] {
  if (!turns) return []
  const { count, probeMs, waitMs, pauseMs } = turns
  const parts = `${duration(probeMs)} of probes, ${duration(waitMs)} of waiting after its pause and ${duration(pauseMs)} of pausing others`
  return [
    {
      kind: 'prose',
      as: 'paragraphs',
      texts: [`Each of ${String(count)} turns of a variant took ${parts}, on average.`],
    },
  ]
}

/** Where the time went, in the order in which it is spent. */
function costBlock(cost: Cost): TableBlock {
  const parts = [
    ['making clusters', cost.createMs],
    ['waiting for the CNI', cost.waitMs],
    ['probes', cost.probeMs],
    ['pausing and resuming', cost.pauseMs],
    ['deleting clusters', cost.deleteMs],
    ['the lab itself', cost.overheadMs],
  ] as const
  const largest = Math.max(1, ...parts.map(([, ms]) => ms))
  return {
    kind: 'table',
    caption: `Time by part. Where ${duration(cost.wallMs)} went.`,
    columns: [{ title: 'Part' }, { title: 'Time', align: 'number' }, { title: 'Share', align: 'number' }],
    groups: [
      {
        rows: parts.map(([head, ms]) => ({
          head,
          cells: [duration(ms), { text: percent(cost.wallMs > 0 ? ms / cost.wallMs : 0), share: ms / largest }],
        })),
      },
    ],
  }
}
