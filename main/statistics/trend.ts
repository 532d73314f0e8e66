import { cumulativeStdNormalProbability, median } from 'simple-statistics'

/** Below, nothing is told of a series. */
const fewest = 6
/** So surprising that a series counts as drifting: one in a hundred that do not is told so. */
const driftAlpha = 0.01
/** In robust standard deviations. Source: Iglewicz and Hoaglin, How to Detect and Handle Outliers (1993). */
const farAway = 3.5
const madToDeviation = 1.4826

/** Whether values rise or fall over rounds, by Kendall's rank correlation with time. Source: Mann, Econometrica 13 (1945), 245–259. */
export function isDrifting(values: readonly number[]): boolean {
  const n = values.length
  if (n < fewest) return false
  let rises = 0
  for (const [index, value] of values.entries())
    for (const later of values.slice(index + 1)) rises += Math.sign(later - value)
  const deviation = Math.sqrt((n * (n - 1) * (2 * n + 5)) / 18)
  const z = Math.max(0, Math.abs(rises) - 1) / deviation
  return 2 * (1 - cumulativeStdNormalProbability(z)) < driftAlpha
}

/** Whether some value lies far from the others. It is kept: ranks do not mind it, and a reader should know. */
export function hasOutliers(values: readonly number[]): boolean {
  if (values.length < fewest) return false
  const middle = median([...values])
  const deviations = values.map((value) => Math.abs(value - middle))
  const spread = madToDeviation * median(deviations)
  return spread > 0 && deviations.some((deviation) => deviation > farAway * spread)
}
