export interface Sort {
  readonly column: string
  readonly descending: boolean
}

export type SortValue = string | number | undefined

/** A click on a column: upwards, then downwards, then the order of the run again. */
export function nextSort(sort: Sort | undefined, column: string): Sort | undefined {
  if (sort?.column !== column) return { column, descending: false }
  return sort.descending ? undefined : { column, descending: true }
}

/** Rows without a value come last either way; equal rows keep their order. */
export function sortedBy<Row>(
  rows: readonly Row[],
  sort: Sort | undefined,
  valueOf: (row: Row, column: string) => SortValue,
): readonly Row[] {
  if (!sort) return rows
  const sign = sort.descending ? -1 : 1
  const keyed = rows.map((row) => ({ row, value: valueOf(row, sort.column) }))
  keyed.sort((a, b) => {
    if (a.value === undefined || b.value === undefined)
      return Number(a.value === undefined) - Number(b.value === undefined)
    return sign * compare(a.value, b.value)
  })
  return keyed.map(({ row }) => row)
}

const inNumericOrder = new Intl.Collator('en', { numeric: true })

const compare = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : inNumericOrder.compare(String(a), String(b))

export const ariaSort = (sort: Sort | undefined, column: string): 'ascending' | 'descending' | 'none' => {
  if (sort?.column !== column) return 'none'
  return sort.descending ? 'descending' : 'ascending'
}
