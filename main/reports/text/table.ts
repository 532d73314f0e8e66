import type { Column, TableBlock, TableRow } from '../../blocks/block.ts'
import { legendText, piecesOf, signedText, symbolsOf } from '../../blocks/content.ts'
import { listOf } from '../../words/en/text.ts'

const gap = '  '

/** A row of the terminal: a text for each column. */
interface Line {
  readonly texts: readonly string[]
}

export const tableText = (block: TableBlock, width: number): readonly string[] => [
  ...(block.shows === 'symbols' ? symbolLines(block) : textLines(block, width)),
  ...(block.legend && block.legend.length > 0 ? [`  ${legendText(block.legend)}.`] : []),
]

/** In columns where they fit, notes below their texts if need be; else a row is its name, and below it a line for each cell. */
function textLines({ caption, columns, groups }: TableBlock, width: number): readonly string[] {
  const placed = columns.map((column, n) => ({ ...column, n }))
  const shownAs = (linesOf: (row: TableRow) => readonly Line[]) => {
    const all = groups.map(({ title, rows }) => ({ title, rows: rows.map(linesOf) }))
    const lines = all.flatMap(({ rows }) => rows.flat())
    return { all, lines, columns: fitting(placed, lines, width - 4) }
  }
  const whole = shownAs(wholeLine)
  const { all, lines, columns: shown } = whole.columns || !haveSingleTexts(groups) ? whole : shownAs(noteBelow)
  const indent = groups.some(({ title }) => title !== undefined) ? '    ' : '  '
  const inColumns = (some: readonly Placed[], texts: readonly string[]) =>
    `${indent}${aligned(some, lines, texts)}`.trimEnd()
  const header = shown ? [inColumns(shown, titlesOf(columns))] : []
  const rowsOf = (rows: readonly (readonly Line[])[]): readonly string[] =>
    rows.flatMap((row) => (shown ? row.map(({ texts }) => inColumns(shown, texts)) : []))
  const below = (rows: readonly TableRow[]): readonly string[] =>
    rows.flatMap((row) => {
      const [{ texts }] = wholeLine(row)
      return [`  ${texts[0] ?? ''}`, ...belowEachOther(columns.slice(1), texts.slice(1))]
    })
  return [
    caption,
    ...(columns.some(({ title }) => title !== '') ? header : []),
    ...all.flatMap(({ title, rows }, n) => [
      ...(title === undefined ? [] : [`  ${title}`]),
      ...(shown ? rowsOf(rows) : below(groups[n]?.rows ?? [])),
    ]),
  ]
}

/** Below several texts it would not be clear whose a note is. */
const haveSingleTexts = (groups: TableBlock['groups']): boolean =>
  groups.every(({ rows }) => rows.every(({ cells }) => cells.every((cell) => piecesOf(cell).length < 2)))

const wholeLine = ({ head, cells }: TableRow): readonly [Line] => [{ texts: [head, ...cells].map(signedText) }]

function noteBelow({ head, cells }: TableRow): readonly Line[] {
  const contents = [head, ...cells].map(piecesOf)
  const texts = contents.map((pieces) => signedText(pieces.map(({ note: _, ...piece }) => piece)))
  const notes = contents.map((pieces) =>
    pieces.map(({ sign, note }) => (note === undefined ? '' : `${sign ? '  ' : ''}${note}`)).join(' '),
  )
  return notes.every((note) => note.trim() === '') ? [{ texts }] : [{ texts }, { texts: notes }]
}

/** Symbols come first, so that they stand under one another however long a name is. */
function symbolLines({ caption, columns, groups }: TableBlock): readonly string[] {
  const marks = groups.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells.map(symbolsOf)))
  const widest = Math.max(1, ...marks.map(({ length }) => length))
  const [name = '', ...remarks] = caption.split('. ')
  return [
    `${name}: ${listOf(titlesOf(columns.slice(1)))}, in this order`,
    ...(remarks.length > 0 ? [remarks.join('. ')] : []),
    ...groups.flatMap(({ rows }) =>
      rows.map(
        ({ head, cells }) => `  ${cells.map((cell) => symbolsOf(cell).padEnd(widest)).join(' ')}  ${signedText(head)}`,
      ),
    ),
  ]
}

const titlesOf = (columns: readonly Column[]) => columns.map(({ title }) => title)

function belowEachOther(columns: readonly Column[], texts: readonly string[]): readonly string[] {
  const widest = Math.max(0, ...columns.map(({ title }) => title.length))
  return texts.flatMap((text, n) => (text === '' ? [] : [`    ${(columns[n]?.title ?? '').padEnd(widest)}  ${text}`]))
}

type Placed = Column & { readonly n: number }

function aligned(columns: readonly Placed[], lines: readonly Line[], texts: readonly string[]): string {
  return columns
    .map((column) => {
      const text = texts[column.n] ?? ''
      const room = widthOf(column, lines)
      return column.align === 'number' ? text.padStart(room) : text.padEnd(room)
    })
    .join(gap)
    .trimEnd()
}

const widthOf = ({ title, n }: Placed, lines: readonly Line[]) =>
  Math.max(title.length, ...lines.map(({ texts }) => texts[n]?.length ?? 0))

/** Those that there is room for, the dispensable ones gone first; none where even the rest does not fit. */
function fitting(columns: readonly Placed[], lines: readonly Line[], width: number): readonly Placed[] | undefined {
  const needed = columns.reduce((sum, column) => sum + gap.length + widthOf(column, lines), 0)
  if (needed <= width) return columns
  const last = Math.max(...columns.map(({ dispensable = 0 }) => dispensable))
  if (last === 0) return undefined
  return fitting(
    columns.filter(({ dispensable = 0 }) => dispensable < last),
    lines,
    width,
  )
}
