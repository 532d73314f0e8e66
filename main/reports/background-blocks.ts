import type { Block, StatBlock } from '../blocks/block.ts'
import { duration, percent } from '../words/en/quantity.ts'
import { costRows } from './cost-rows.ts'
import { environmentRows } from './environment-rows.ts'
import { failuresOf, samplesOf } from '../findings/samples.ts'
import { failureRows } from './failure-rows.ts'
import { methodOf } from './method.ts'
import type { ReportInput } from './report-input.ts'

export const methodBlocks = ({ run, findings }: ReportInput): readonly Block[] => [
  { kind: 'prose', as: 'list', texts: methodOf(run, findings) },
]

export const environmentBlocks = ({ run }: ReportInput): readonly StatBlock[] => [
  { kind: 'stat', items: environmentRows(run).map(([title, value]) => ({ title, value })) },
]

/** Where the time went. */
export function costBlocks({ findings: { cost } }: ReportInput): readonly Block[] {
  const rows = costRows(cost)
  const largest = Math.max(...rows.map(({ share }) => share))
  return [
    {
      kind: 'table',
      caption: `Where ${duration(cost.wallMs)} went`,
      columns: [{ title: 'Part' }, { title: 'Time', align: 'number' }, { title: 'Share', align: 'number' }],
      groups: [
        {
          rows: rows.map(({ title, text, share }) => ({
            head: title,
            cells: [text, { text: percent(share), share: largest > 0 ? share / largest : 0 }],
          })),
        },
      ],
    },
  ]
}

export const failureBlocks = ({ run }: ReportInput): readonly Block[] =>
  failureRows({ ...run, samples: samplesOf(run), failures: failuresOf(run) }).map(({ what, error }) => ({
    kind: 'error',
    what,
    error,
  }))
