/** One line of the table: what was measured and, where there is a budget, whether it is kept. */
export interface Row {
  readonly what: string
  readonly measured: string
  readonly target?: string
  readonly isMet?: boolean
}

/** Budgets; docs/budgets.md says what each means. */
export const budgets = {
  usableMs: 1_500,
  idleServiceBytes: 150e6,
  framesPerSecond: 55,
  openRunMs: 300,
  listRunsMs: 100,
} as const

export const under = (what: string, measured: string, value: number, budget: number, shown: string): Row => ({
  what,
  measured,
  target: `< ${shown}`,
  isMet: value < budget,
})

export const milliseconds = (ms: number): string => `${ms.toFixed(0)} ms`
export const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`

/** `123 ms (110–140)`: the median, and the smallest and the largest. */
export const spread = (values: readonly number[]): string =>
  `${milliseconds(medianOf(values))} (${Math.min(...values).toFixed(0)}–${Math.max(...values).toFixed(0)})`

export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = (sorted.length - 1) / 2
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2
}

export function printTable(rows: readonly Row[]): void {
  const width = (cells: readonly string[]) => Math.max(...cells.map(({ length }) => length))
  const what = width(rows.map((row) => row.what))
  const measured = width(rows.map((row) => row.measured))
  for (const row of rows) {
    const verdict = row.isMet === undefined ? '' : row.isMet ? 'met' : 'MISSED'
    const cells = [row.what.padEnd(what), row.measured.padEnd(measured), (row.target ?? '').padEnd(16), verdict]
    console.log(cells.join('  ').trimEnd())
  }
}
