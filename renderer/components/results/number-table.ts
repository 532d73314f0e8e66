import type { Cell } from '../../../main/findings/findings.ts'
import { pathTitle, valuesOf, type ComparisonTable } from '../../../main/reports/comparison-tables.ts'
import { percent, range, ratio, scaled, scaleOf } from '../../../main/words/en/quantity.ts'
import type { SortValue } from './sort.ts'

export interface NumberColumn {
  readonly id: string
  readonly title: string
  readonly isNumber: boolean
  readonly show: (cell: Cell) => string
  /** Intervals have no order. */
  readonly sortValue?: (cell: Cell) => SortValue
}

/** The numbers a chart is drawn from, column by column. `n` and flags are up to the component. */
export function numberColumns(table: ComparisonTable): readonly NumberColumn[] {
  const scale = scaleOf(table.metric.unit, valuesOf(table))
  const show = (value: number | undefined) => (value === undefined ? '' : scaled(value, scale))
  const cells = table.groups.flatMap((group) => group.cells)
  const unit = scale.unit === '' ? '' : `, ${scale.unit}`
  return [
    text('path', 'Path', ({ path }) => pathTitle(path)),
    text('variant', 'Variant', ({ variant }) => variant),
    ...(cells.some(({ toBaseline }) => toBaseline) ? ratioColumns : []),
    numeric('median', `Median${unit}`, ({ absolute }) => absolute.median, show),
    interval('interval', 'Interval', ({ absolute }) => range(absolute, show)),
    numeric('cv', 'CV', ({ absolute }) => absolute.coefficientOfVariation, shownPercent),
    ...(cells.some(({ pooled }) => pooled) ? pooledColumns(show) : []),
  ]
}

const text = (id: string, title: string, show: (cell: Cell) => string): NumberColumn => ({
  id,
  title,
  isNumber: false,
  show,
  sortValue: show,
})

const numeric = (
  id: string,
  title: string,
  value: (cell: Cell) => number | undefined,
  show: (value: number | undefined) => string,
): NumberColumn => ({ id, title, isNumber: true, show: (cell) => show(value(cell)), sortValue: value })

const interval = (id: string, title: string, show: (cell: Cell) => string): NumberColumn => ({
  id,
  title,
  isNumber: true,
  show,
})

const shownPercent = (share: number | undefined) => (share === undefined ? '' : percent(share))
const shownCount = (count: number | undefined) => (count === undefined ? '' : String(count))

const ratioColumns: readonly NumberColumn[] = [
  numeric(
    'ratio',
    'To baseline',
    ({ toBaseline }) => toBaseline?.median,
    (value) => (value === undefined ? '' : `${ratio(value)}×`),
  ),
  interval('ratio-interval', 'Interval', ({ toBaseline }) => (toBaseline ? range(toBaseline, ratio) : '')),
]

const pooledColumns = (show: (value: number | undefined) => string): readonly NumberColumn[] => [
  numeric('p50', 'p50', ({ pooled }) => pooled?.p50, show),
  numeric('p90', 'p90', ({ pooled }) => pooled?.p90, show),
  numeric('p99', 'p99', ({ pooled }) => pooled?.p99, show),
  numeric('requests', 'Requests', ({ pooled }) => pooled?.count, shownCount),
]
