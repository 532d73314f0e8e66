import { quantileSorted } from 'simple-statistics'
import type { Cell } from './findings.ts'
import type { MeasuredSample } from './series.ts'

/** Fewer values say nothing of the slowest hundredth. */
const p99From = 1_000

/** Percentiles over every single value of all samples; percentiles of samples are never averaged. */
export function pooledPercentiles(samples: readonly MeasuredSample[], metric: string): Cell['pooled'] {
  const sorted = Array.from(allFinite(samples.flatMap(({ outcome }) => [outcome.distributions[metric] ?? []])).sort())
  if (sorted.length === 0) return undefined
  const quantile = (share: number): number => quantileSorted(sorted, share)
  return {
    count: sorted.length,
    p50: quantile(0.5),
    p90: quantile(0.9),
    ...(sorted.length >= p99From && { p99: quantile(0.99) }),
  }
}

/** Sorting takes most of the time a long run's findings take; among typed arrays it is many times faster. */
function allFinite(lists: readonly (readonly number[])[]): Float64Array {
  const all = new Float64Array(lists.reduce((length, list) => length + list.length, 0))
  let count = 0
  for (const list of lists) for (const value of list) if (Number.isFinite(value)) all[count++] = value
  return all.subarray(0, count)
}
