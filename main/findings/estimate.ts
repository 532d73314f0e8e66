import { mean, median, sampleStandardDeviation } from 'simple-statistics'
import { estimateOf, intervalOf, shiftOf, type Shift } from '../statistics/hodges-lehmann.ts'
import type { Estimate, Interval } from './findings.ts'
import { orderStatisticInterval, wantedCoverage } from './order-statistic-interval.ts'

/** Median with order-statistic interval. Undefined without values. */
export function estimate(values: readonly number[]): Estimate | undefined {
  if (values.length === 0) return undefined
  return { values, median: median([...values]), interval: orderStatisticInterval(values), ...variation(values) }
}

/** Of positive ratios, on their logarithms: the estimate of 1/x is then 1 over the estimate of x. Undefined without values. */
export function estimateRatio(ratios: readonly number[]): Estimate | undefined {
  if (ratios.length === 0) return undefined
  const shift = shiftOf(ratios.map(Math.log))
  const interval = shiftInterval(shift, 'signed-rank', Math.exp)
  // Of fewer rounds than a shift's interval takes, the median's is shown with the coverage that it has.
  if (!interval) return { ...estimate(ratios), values: ratios, median: Math.exp(median(ratios.map(Math.log))) }
  return { values: ratios, median: Math.exp(estimateOf(shift)), interval, ...variation(ratios) }
}

/** The same of differences, which may be zero. */
export function estimateDifference(differences: readonly number[]): Estimate | undefined {
  if (differences.length === 0) return undefined
  const shift = shiftOf(differences)
  const interval = shiftInterval(shift, 'signed-rank', (value) => value)
  return { values: differences, median: estimateOf(shift), ...(interval && { interval }) }
}

/** On the scale that is shown. */
export function shiftInterval(
  shift: Shift,
  method: Interval['method'],
  shown: (value: number) => number,
): Interval | undefined {
  const interval = intervalOf(shift, 1 - wantedCoverage)
  return interval && { ...interval, low: shown(interval.low), high: shown(interval.high), method }
}

function variation(values: readonly number[]): Pick<Estimate, 'coefficientOfVariation'> {
  if (values.length < 2) return {}
  const coefficientOfVariation = sampleStandardDeviation([...values]) / Math.abs(mean([...values]))
  return Number.isFinite(coefficientOfVariation) ? { coefficientOfVariation } : {}
}
