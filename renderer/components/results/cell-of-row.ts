import type { Cell } from '../../../main/findings/findings.ts'
import type { BarRow } from '../../../main/reports/charts/interval-bars.ts'
import { pathTitle, type ComparisonTable } from '../../../main/reports/comparison-tables.ts'

/** What a row of a chart was drawn from; headings are of no cell. */
export function cellOfRow({ groups }: ComparisonTable, rows: readonly BarRow[], index: number): Cell | undefined {
  const row = rows[index]
  if (row?.kind !== 'bar') return undefined
  const heading = rows.slice(0, index).findLast(({ kind }) => kind === 'heading')?.title
  const group = groups.find(({ path }) => pathTitle(path) === heading)
  return group?.cells.find(({ variant }) => variant === row.title)
}
