import type { Block, SectionBlock, StatBlock } from '../blocks/block.ts'
import type { RecordedError } from '../store/events.ts'
import { duration, percent } from '../words/en/quantity.ts'
import { costRows } from './cost-rows.ts'
import { environmentRows } from './environment-rows.ts'
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
  failureRows(run).map(({ what, error }) => errorSection(what, error))

/** What went wrong, what to do, and what was run. */
export const errorSection = (title: string, { title: doing, ...error }: RecordedError): SectionBlock => ({
  kind: 'section',
  title,
  isFolded: false,
  blocks: [
    {
      kind: 'prose',
      as: 'paragraphs',
      texts: [{ text: `${doing}: ${error.message}`, tone: 'bad' }, ...(error.hint === undefined ? [] : [error.hint])],
    },
    ...(error.command === undefined ? [] : [{ kind: 'excerpt' as const, title: 'Command', text: error.command }]),
    ...(error.stderrTail === undefined || error.stderrTail === ''
      ? []
      : [{ kind: 'excerpt' as const, title: 'Last output', text: error.stderrTail }]),
  ],
})
