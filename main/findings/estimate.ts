import { mean, median, sampleStandardDeviation } from 'simple-statistics'
import type { Bootstrap } from './bootstrap.ts'
import type { Estimate, Interval } from './findings.ts'
import { orderStatisticInterval, wantedCoverage } from './order-statistic-interval.ts'

/** With fewer values a bootstrap only reshuffles a handful of numbers. */
const bootstrapFrom = 8

/** Median with order-statistic interval. Undefined without values. */
export function estimate(values: readonly number[]): Estimate | undefined {
  if (values.length === 0) return undefined
  return { values, median: median([...values]), interval: orderStatisticInterval(values), ...variation(values) }
}

/**
 * The same for positive ratios, on their logarithms: the median of 1/x is then 1 over the median of x, for even counts too. From
 * eight values on the interval is bootstrapped.
 */
export function estimateRatio(ratios: readonly number[], bootstrap: Bootstrap): Estimate | undefined {
  if (ratios.length === 0) return undefined
  const logs = ratios.map(Math.log).sort((a, b) => a - b)
  return {
    values: ratios,
    median: Math.exp(median(logs)),
    interval: ratios.length < bootstrapFrom ? orderStatisticInterval(ratios) : bootstrapped(logs, bootstrap),
    ...variation(ratios),
  }
}

function bootstrapped(sortedLogs: readonly number[], bootstrap: Bootstrap): Interval {
  const { low, high } = bootstrap(sortedLogs)
  return { low: Math.exp(low), high: Math.exp(high), coverage: wantedCoverage, method: 'paired-bootstrap' }
}

function variation(values: readonly number[]): Pick<Estimate, 'coefficientOfVariation'> {
  if (values.length < 2) return {}
  const coefficientOfVariation = sampleStandardDeviation([...values]) / Math.abs(mean([...values]))
  return Number.isFinite(coefficientOfVariation) ? { coefficientOfVariation } : {}
}
