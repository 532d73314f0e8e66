import type {
  Block,
  ChartBlock,
  ErrorBlock,
  ExcerptBlock,
  ProseBlock,
  StatBlock,
  TableBlock,
} from '../../blocks/block.ts'
import { isEmpty, legendText, piecesOf, signedText, symbolsOf } from '../../blocks/content.ts'
import type { PacketPathBlock } from '../../blocks/packet-path.ts'
import { packetTable } from '../../blocks/packet-table.ts'
import { codeBlock, list, table, text } from './syntax.ts'

/** Parts of a page of text; what is folded is left out: it is in the HTML and JSON reports. `level` is of headings. */
export const blocksMarkdown = (blocks: readonly Block[], level = 3): readonly string[] =>
  blocks.filter((block) => !isEmpty(block)).flatMap((block) => blockMarkdown(block, level))

function blockMarkdown(block: Block, level: number): readonly string[] {
  switch (block.kind) {
    case 'stat':
      return [statMarkdown(block)]
    case 'table':
      return tableMarkdown(block)
    case 'chart':
      return chartMarkdown(block, level)
    case 'packet-path':
      return pathMarkdown(block)
    case 'excerpt':
      return excerptMarkdown(block)
    case 'prose':
      return proseMarkdown(block)
    case 'error':
      return errorMarkdown(block)
    case 'section':
      return block.isFolded ? [] : [heading(block.title, level), ...blocksMarkdown(block.blocks, level + 1)]
    case 'choice':
      return block.options.flatMap(({ title, blocks }) => [heading(title, level), ...blocksMarkdown(blocks, level + 1)])
  }
}

const heading = (title: string, level: number) => `${'#'.repeat(Math.min(level, 6))} ${text(title)}`

const statMarkdown = ({ items }: StatBlock): string =>
  items.some(({ variant }) => variant !== undefined)
    ? table(
        ['variant', '', ''],
        items.map(({ variant = '', ...item }) => [variant, item.title, statValue(item)]),
      )
    : table(
        ['', ''],
        items.map((item) => [item.title, statValue(item)]),
      )

const statValue = ({ value, note }: Pick<StatBlock['items'][number], 'value' | 'note'>) =>
  [signedText(value), note].filter(Boolean).join('. ')

function tableMarkdown({ caption, columns, groups, shows, legend = [] }: TableBlock): readonly string[] {
  const show = shows === 'symbols' ? symbolsOf : signedText
  const rows = groups.flatMap(({ title, rows: ofGroup }) => [
    ...(title === undefined ? [] : [groupRow(title, columns.length)]),
    ...ofGroup.map(({ head, cells }) => [signedText(head), ...cells.map(show)]),
  ])
  return [
    `**${text(caption)}**`,
    table(
      columns.map(({ title }) => title),
      rows,
    ),
    ...(legend.length > 0 ? [`${text(legendText(legend))}.`] : []),
  ]
}

const groupRow = (title: string, width: number) => [title, ...Array.from({ length: width - 1 }, () => '')]

const chartMarkdown = ({ title, table: numbers }: ChartBlock, level: number): readonly string[] => [
  heading(title, level),
  ...tableMarkdown(numbers),
]

const pathMarkdown = (path: PacketPathBlock): readonly string[] => [
  text(`${path.from} → ${path.to}. ${path.sentence}`),
  ...(path.stops.length > 0 ? tableMarkdown(packetTable(path)) : []),
  ...(path.notes.length > 0 ? [text(path.notes.join(' '))] : []),
]

const excerptMarkdown = ({ title, source, text: printed }: ExcerptBlock): readonly string[] => [
  `${text(title)}${source === undefined ? '' : `: ${text(source)}`}`,
  codeBlock(printed),
]

const errorMarkdown = ({ what, error: { title, message, hint, command }, note }: ErrorBlock): readonly string[] => [
  `- **${text(what)}**: ${text([`${title}: ${message}`, hint, note].filter(Boolean).join(' '))}`,
  ...(command === undefined ? [] : [codeBlock(command)]),
]

const proseMarkdown = ({ as, texts }: ProseBlock): readonly string[] =>
  as === 'list'
    ? [list(texts.flatMap((each) => piecesOf(each).map(signedText)))]
    : texts.map((each) => text(signedText(each)))
