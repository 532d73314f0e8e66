import type {
  Block,
  ChartBlock,
  ErrorBlock,
  ExcerptBlock,
  MatrixBlock,
  ProseBlock,
  StatBlock,
  TableBlock,
} from '../../blocks/block.ts'
import { isEmpty, legendText, piecesOf, signedText, symbolsOf } from '../../blocks/content.ts'
import type { PacketPath } from '../../blocks/packet-path.ts'
import { headersLine, interfaceWords, isComparison, stopsLine } from '../../blocks/packet-words.ts'
import { duration } from '../../words/en/quantity.ts'
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
    case 'matrix':
      return matrixMarkdown(block)
    case 'chart':
      return chartMarkdown(block, level)
    case 'timeline':
      return [
        `**${text(block.title)}**`,
        table(
          ['', 'what', 'from', 'for'],
          block.rows.flatMap(({ title, spans }) =>
            spans.map((span) => [title, span.title, `+${duration(span.startMs)}`, duration(span.endMs - span.startMs)]),
          ),
        ),
      ]
    case 'packet-path':
      return isComparison(block.paths)
        ? [
            table(
              ['variant', 'interfaces', 'what happens'],
              block.paths.map((path) => [path.variant, stopsLine(path), path.sentence]),
            ),
          ]
        : block.paths.flatMap(pathMarkdown)
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

function tableMarkdown({ caption, columns, groups, legend = [] }: TableBlock): readonly string[] {
  const rows = groups.flatMap(({ title, rows: ofGroup }) => [
    ...(title === undefined ? [] : [groupRow(title, columns.length)]),
    ...ofGroup.map(({ head, cells }) => [signedText(head), ...cells.map(signedText)]),
  ])
  return [`**${text(caption)}**`, table(titlesOf(columns), rows), ...legendOf(legend)]
}

function matrixMarkdown({ caption, corner, columns, groups, shows, legend = [] }: MatrixBlock): readonly string[] {
  const show = shows === 'symbols' ? symbolsOf : signedText
  const rows = groups.flatMap(({ title, rows: ofGroup }) => [
    ...(title === undefined ? [] : [groupRow(title, columns.length + 1)]),
    ...ofGroup.map(({ head, cells }) => [signedText(head), ...cells.map(show)]),
  ])
  return [`**${text(caption)}**`, table([corner, ...titlesOf(columns)], rows), ...legendOf(legend)]
}

const titlesOf = (columns: TableBlock['columns']) => columns.map(({ title }) => title)

const groupRow = (title: string, width: number) => [title, ...Array.from({ length: width - 1 }, () => '')]

const legendOf = (legend: NonNullable<TableBlock['legend']>) =>
  legend.length > 0 ? [`${text(legendText(legend))}.`] : []

const chartMarkdown = ({ title, note, table: numbers }: ChartBlock, level: number): readonly string[] => [
  heading(title, level),
  ...(note === undefined ? [] : [text(note)]),
  ...tableMarkdown(numbers),
]

const pathMarkdown = ({ variant, title, from, to, sentence, stops, notes }: PacketPath): readonly string[] => [
  `**${text(`${variant}, ${title}: ${from} → ${to}`)}**`,
  text(sentence),
  ...(stops.length > 0
    ? [
        table(
          ['place', 'interface', 'bytes', 'headers'],
          stops.map((stop) => [stop.place, interfaceWords(stop), `${String(stop.bytes)} B`, headersLine(stop.headers)]),
        ),
      ]
    : []),
  ...(notes.length > 0 ? [text(notes.join(' '))] : []),
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
