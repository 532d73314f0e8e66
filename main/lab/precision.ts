import type { Findings } from '../findings/findings.ts'

/** Whether the interval of every comparison is at most `share` of its ratio to either side: more rounds would tell little more. */
export const isPrecise = ({ comparisons }: Findings, share: number): boolean =>
  comparisons.every(({ ratio: { interval, median } }) => interval && interval.high - interval.low <= 2 * share * median)
