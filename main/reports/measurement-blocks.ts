import type { Block, ChartBlock, Column, Content, Piece, TableBlock } from '../blocks/block.ts'
import type { Cell } from '../findings/findings.ts'
import { percent, range, ratio, scaled, scaleOf } from '../words/en/quantity.ts'
import { absoluteBars, ratioBars } from './charts/comparison-charts.ts'
import {
  comparisonTables,
  flagMeanings,
  flagTitles,
  pathTitle,
  tableTitle,
  samplesOf,
  valuesOf,
  type ComparisonTable,
} from './comparison-tables.ts'
import { curveBlocks } from './line-blocks.ts'
import type { ShownRun } from './report-input.ts'
import type { SeriesBlocks } from './series-blocks.ts'

/** For each headline metric the ratio to the reference, the absolute values, and the numbers of both; then all other metrics. */
export const measurementBlocks = (shown: ShownRun, series: SeriesBlocks): readonly Block[] => [
  ...headlineBlocks(shown, series),
  ...otherMetricsBlocks(shown),
]

export function headlineBlocks({ run, findings }: ShownRun, series: SeriesBlocks): readonly Block[] {
  const headlines = comparisonTables(run, findings, 'headline')
  return run.probes.flatMap(({ id }) => {
    const ofProbe = headlines.filter(({ probe }) => probe.id === id)
    return [...ofProbe.map(chartOf), ...curveBlocks(ofProbe), ...(series[id] ?? [])]
  })
}

/** What is beside the headline metrics, folded, and what the flags of all of them mean. */
export function otherMetricsBlocks({ run, findings }: ShownRun): readonly Block[] {
  const others = comparisonTables(run, findings, 'other')
  const title = `All other metrics (${String(others.length)})`
  return [
    ...(others.length > 0 ? [{ kind: 'section', title, isFolded: true, blocks: others.map(chartOf) } as const] : []),
    ...flagWords([...comparisonTables(run, findings, 'headline'), ...others]),
  ]
}

function chartOf(table: ComparisonTable): ChartBlock {
  const ratios = ratioBars(table)
  return {
    kind: 'chart',
    title: tableTitle(table),
    charts: [
      ...(ratios ? [{ title: 'Ratio to the baseline', chart: ratios }] : []),
      { title: 'Absolute values', chart: absoluteBars(table) },
    ],
    table: numberTable(table),
  }
}

interface NumberColumn extends Column {
  readonly show: (cell: Cell) => Content
}

/** The numbers of a chart, a row for each variant on each path. */
export function numberTable(table: ComparisonTable): TableBlock {
  const { metric } = table
  const scale = scaleOf(metric.unit, valuesOf(table))
  const unit = scale.unit === '' ? '' : `, ${scale.unit}`
  const show = (value: number) => scaled(value, scale)
  const columns: readonly NumberColumn[] = [
    ...(hasSome(table, ({ toBaseline }) => toBaseline) ? ratioColumns : []),
    number(`Median${unit}${unit === '' ? '' : ' here'}`, 0, ({ absolute }) => absolute.median, show),
    interval(2, ({ absolute }) => range(absolute, show)),
    {
      ...{ title: 'n', align: 'number', dispensable: 5 },
      show: (cell) => {
        const { length } = cell.absolute.values
        return { text: String(length), value: length, samples: samplesOf(cell) }
      },
    },
    number('CV', 6, ({ absolute }) => absolute.coefficientOfVariation, percent),
    ...(hasSome(table, ({ pooled }) => pooled) ? pooledColumns(show) : []),
    { title: 'Flags', dispensable: 4, show: ({ flags }) => flags.map(flagPiece) },
  ]
  const better = metric.better === 'neither' ? '' : ` (${metric.better} is better)`
  return {
    kind: 'table',
    caption: `${tableTitle(table)}${better}`,
    columns: [{ title: 'Variant' }, ...columns],
    groups: table.groups.map(({ path, cells }) => ({
      title: pathTitle(path),
      rows: cells.map((cell) => ({
        head: cell.variant,
        variant: cell.variant,
        cells: columns.map(({ show: of }) => of(cell)),
      })),
    })),
  }
}

const hasSome = ({ groups }: ComparisonTable, of: (cell: Cell) => unknown) =>
  groups.some(({ cells }) => cells.some((cell) => of(cell) !== undefined))

const number = (
  title: string,
  dispensable: number,
  valueOf: (cell: Cell) => number | undefined,
  show: (value: number) => string,
  nothing = '',
): NumberColumn => ({
  ...{ title, align: 'number', dispensable },
  show: (cell) => {
    const value = valueOf(cell)
    return value === undefined ? nothing : { text: show(value), value }
  },
})

/** It has no order. */
const interval = (dispensable: number, show: (cell: Cell) => string): NumberColumn => ({
  ...{ title: 'Interval', align: 'number', dispensable, show },
})

const ratioColumns: readonly NumberColumn[] = [
  number(
    'To baseline',
    1,
    ({ toBaseline }) => toBaseline?.median,
    (median) => `${ratio(median)}×`,
    '–',
  ),
  interval(3, ({ toBaseline }) => (toBaseline ? range(toBaseline, ratio) : '')),
]

const pooledColumns = (show: (value: number) => string): readonly NumberColumn[] => [
  number('p50', 7, ({ pooled }) => pooled?.p50, show),
  number('p90', 7, ({ pooled }) => pooled?.p90, show),
  number('p99', 7, ({ pooled }) => pooled?.p99, show),
  number('Requests', 7, ({ pooled }) => pooled?.count, String),
]

const flagPiece = (flag: Cell['flags'][number]): Piece => ({ text: flagTitles[flag], tone: 'warn' })

/** What the flags of these tables mean. */
function flagWords(tables: readonly ComparisonTable[]): readonly Block[] {
  const flags = new Set(
    tables.flatMap(({ groups }) => groups.flatMap(({ cells }) => cells.flatMap((cell) => cell.flags))),
  )
  if (flags.size === 0) return []
  const texts = [...flags].map((flag) => `${flagTitles[flag]}: ${flagMeanings[flag]}`)
  return [{ kind: 'prose', as: 'paragraphs', texts: [`Flags: ${texts.join('; ')}.`] }]
}
