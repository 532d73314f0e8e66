import { quantileSorted } from 'simple-statistics'
import type { Cell } from './findings.ts'
import type { MeasuredSample } from './series.ts'

/** Fewer values say nothing of the slowest hundredth. */
const p99From = 1_000

/** Percentiles over every single value of all samples; percentiles of samples are never averaged. */
export function pooledPercentiles(samples: readonly MeasuredSample[], metric: string): Cell['pooled'] {
  const values = Float64Array.from(
    samples.flatMap(({ outcome }) => (outcome.distributions[metric] ?? []).filter(Number.isFinite)),
  ).sort()
  if (values.length === 0) return undefined
  const sorted = Array.from(values)
  const quantile = (share: number): number => quantileSorted(sorted, share)
  return {
    count: sorted.length,
    p50: quantile(0.5),
    p90: quantile(0.9),
    ...(sorted.length >= p99From && { p99: quantile(0.99) }),
  }
}
