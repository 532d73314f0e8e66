import type { Block, ChartBlock, Column, Content, Piece, SectionBlock, TableBlock } from '../blocks/block.ts'
import type { Cell } from '../findings/findings.ts'
import { percent, range, ratio, scaled, scaleOf } from '../words/en/quantity.ts'
import { pointWords } from '../words/en/text.ts'
import { absoluteBars, ratioBars } from './charts/comparison-charts.ts'
import {
  comparisonTables,
  flagMeanings,
  flagTitles,
  pathTitle,
  tableTitle,
  valuesOf,
  type ComparisonTable,
} from './comparison-tables.ts'
import { curveBlocks, seriesBlocks } from './line-blocks.ts'
import type { ReportInput } from './report-input.ts'

/** For each headline metric the ratio to the reference, the absolute values, and the numbers of both. */
export function measurementBlocks({ run, findings }: Pick<ReportInput, 'run' | 'findings'>): readonly Block[] {
  const headlines = comparisonTables(run, findings, 'headline')
  const others = comparisonTables(run, findings, 'other')
  const sections = run.probes.flatMap((probe): readonly SectionBlock[] => {
    const ofProbe = headlines.filter((table) => table.probe.id === probe.id)
    const otherOfProbe = others.filter((table) => table.probe.id === probe.id)
    const folded: SectionBlock = {
      kind: 'section',
      title: `Other metrics of ${probe.title}`,
      isFolded: true,
      blocks: otherOfProbe.map(numberTable),
    }
    if (ofProbe.length === 0 && otherOfProbe.length === 0) return []
    const lines = [...curveBlocks(ofProbe), ...seriesBlocks(run, probe)]
    return [
      { kind: 'section', title: probe.title, isFolded: false, blocks: [...ofProbe.map(chartOf), ...lines, folded] },
    ]
  })
  return sections.length === 0 ? [] : [...sections, ...flagWords([...headlines, ...others])]
}

function chartOf(table: ComparisonTable): ChartBlock {
  const ratios = ratioBars(table)
  const better = table.metric.better === 'neither' ? '' : `, ${table.metric.better} is better`
  return {
    kind: 'chart',
    title: `${table.case.title}${pointWords(table.probe.axis, table.point)}: ${table.metric.of}${better}`,
    charts: [
      ...(ratios ? [{ title: 'Ratio to the baseline', chart: ratios }] : []),
      { title: 'Absolute', chart: absoluteBars(table) },
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
    number(`Median${unit}`, 0, ({ absolute }) => show(absolute.median)),
    number('Interval', 2, ({ absolute }) => range(absolute, show)),
    number('n', 5, ({ absolute }) => String(absolute.values.length)),
    number('CV', 6, ({ absolute: { coefficientOfVariation: variation } }) =>
      variation === undefined ? '' : percent(variation),
    ),
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

const number = (title: string, dispensable: number, show: (cell: Cell) => Content): NumberColumn => ({
  title,
  align: 'number',
  dispensable,
  show,
})

const ratioColumns: readonly NumberColumn[] = [
  number('To baseline', 1, ({ toBaseline }) => (toBaseline ? `${ratio(toBaseline.median)}×` : '–')),
  number('Interval', 3, ({ toBaseline }) => (toBaseline ? range(toBaseline, ratio) : '')),
]

const pooledColumns = (show: (value: number) => string): readonly NumberColumn[] => [
  number('p50', 7, ({ pooled }) => (pooled ? show(pooled.p50) : '')),
  number('p90', 7, ({ pooled }) => (pooled ? show(pooled.p90) : '')),
  number('p99', 7, ({ pooled }) => (pooled?.p99 === undefined ? '' : show(pooled.p99))),
  number('Requests', 7, ({ pooled }) => (pooled ? String(pooled.count) : '')),
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
