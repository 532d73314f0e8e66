import { printableLine } from '../system/printable.ts'

/** Rows as aligned columns, the last one ragged. */
export function columns(given: readonly (readonly string[])[]): string {
  const rows = given.map((row) => row.map(printableLine))
  const widths: number[] = []
  for (const row of rows) row.forEach((cell, index) => (widths[index] = Math.max(widths[index] ?? 0, cell.length)))
  return rows
    .map((row) =>
      row.map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index] ?? 0))).join('  '),
    )
    .join('\n')
}
