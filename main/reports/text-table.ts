import type { Cell } from '../findings/findings.ts'
import {
  comparisonTables,
  flagTitles,
  pathTitle,
  tableTitle,
  valuesOf,
  type ComparisonTable,
} from './comparison-tables.ts'
import { percent, range, ratio, scaled, scaleOf } from './quantity.ts'
import type { ReportInput } from './report-input.ts'

interface Column {
  readonly title: string
  readonly align: 'left' | 'right'
  /** The highest goes first when the terminal is narrow. */
  readonly dispensable: number
  readonly text: (cell: Cell) => string
}

const gap = '  '

/** The comparison tables for a terminal: one for each headline metric, no line longer than `width` columns. */
export function renderTextTables({ run, findings }: ReportInput, { width = 120 } = {}): string {
  return comparisonTables(run, findings, 'headline')
    .map((table) => textTable(table, Math.min(width, 120)))
    .join('\n')
}

function textTable(table: ComparisonTable, width: number): string {
  const cells = table.groups.flatMap((group) => group.cells)
  const columns = fitting(columnsOf(table), cells, width)
  const widths = columns.map((column) => widthOf(column, cells))
  const line = (texts: readonly string[]) =>
    texts
      .map((text, n) => (columns[n]?.align === 'left' ? text.padEnd(widths[n] ?? 0) : text.padStart(widths[n] ?? 0)))
      .join(gap)
      .trimEnd()
  const better = table.metric.better === 'neither' ? '' : ` (${table.metric.better} is better)`
  return [
    `${tableTitle(table)}${better}`,
    `  ${line(columns.map(({ title }) => title))}`,
    ...table.groups.flatMap(({ path, cells: ofPath }) => [
      `  ${pathTitle(path)}`,
      ...ofPath.map((cell) => `  ${line(columns.map(({ text }) => text(cell)))}`),
    ]),
  ]
    .map((text) => clip(text, width))
    .join('\n')
    .concat('\n')
}

function columnsOf(table: ComparisonTable): readonly Column[] {
  const scale = scaleOf(table.metric.unit, valuesOf(table))
  const show = (value: number) => scaled(value, scale)
  return [
    { title: 'variant', align: 'left', dispensable: 0, text: ({ variant }) => `  ${variant}` },
    {
      title: '× baseline',
      align: 'right',
      dispensable: 1,
      text: ({ toBaseline }) => (toBaseline ? ratio(toBaseline.median) : '–'),
    },
    {
      title: 'interval',
      align: 'right',
      dispensable: 3,
      text: ({ toBaseline }) => (toBaseline ? range(toBaseline, ratio) : ''),
    },
    { title: scale.unit || 'median', align: 'right', dispensable: 0, text: ({ absolute }) => show(absolute.median) },
    { title: 'interval', align: 'right', dispensable: 2, text: ({ absolute }) => range(absolute, show) },
    { title: 'n', align: 'right', dispensable: 5, text: ({ absolute }) => String(absolute.values.length) },
    {
      title: 'CV',
      align: 'right',
      dispensable: 6,
      text: ({ absolute: { coefficientOfVariation: variation } }) =>
        variation === undefined ? '' : percent(variation),
    },
    {
      title: 'flags',
      align: 'left',
      dispensable: 4,
      text: ({ flags }) => flags.map((flag) => flagTitles[flag]).join(', '),
    },
  ]
}

const widthOf = ({ title, text }: Column, cells: readonly Cell[]) =>
  Math.max(title.length, ...cells.map((cell) => text(cell).length))

function fitting(columns: readonly Column[], cells: readonly Cell[], width: number): readonly Column[] {
  const needed = columns.reduce((sum, column) => sum + gap.length + widthOf(column, cells), 0)
  const last = Math.max(...columns.map(({ dispensable }) => dispensable))
  if (needed <= width || last === 0) return columns
  const fewer = columns.filter(({ dispensable }) => dispensable < last)
  return fitting(fewer, cells, width)
}

const clip = (line: string, width: number) => (line.length > width ? `${line.slice(0, width - 1)}…` : line)
