import type { Findings } from '../findings/findings.ts'

/**
 * Whether the interval of every comparison is at most `share` of its ratio to either side, so that more rounds would tell little
 * more. A variant alone is compared with its baseline.
 */
export function isPrecise({ comparisons, cells }: Pick<Findings, 'comparisons' | 'cells'>, share: number): boolean {
  const ratios =
    comparisons.length > 0 ? comparisons.map(({ effect }) => effect) : cells.flatMap((cell) => cell.toBaseline ?? [])
  return ratios.every(({ interval, median }) => interval && interval.high - interval.low <= 2 * share * median)
}
