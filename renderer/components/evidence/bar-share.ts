/** How long a bar is, as a share of the largest of its row; what is there is seen, however little. */
export function barShare(value: number, cells: readonly { readonly value?: number }[]): string {
  const largest = Math.max(...cells.map((cell) => cell.value ?? 0))
  if (largest <= 0 || value <= 0) return '0%'
  return `${Math.max(1, (100 * value) / largest).toFixed(1)}%`
}
