import type { RunComparison, RunDifference } from '../findings/compare-runs.ts'
import type { Estimate } from '../findings/findings.ts'
import { quantity, ratioWords } from '../words/en/quantity.ts'
import { pathTitle } from '../reports/comparison-tables.ts'
import { columns } from './columns.ts'

/** Two runs compared, the answer first. */
export function comparisonText({ a, b, summary, differences, circumstances }: RunComparison): string {
  const runs = [a, b].map(({ id, title }, index) => [index === 0 ? 'a' : 'b', id, title])
  const compared = differences.filter(({ verdict }) => verdict !== 'not-compared')
  const parts = [summary, columns(runs)]
  if (compared.length > 0) parts.push(columns([['variant', 'measurement', 'path', 'a', 'b', ''], ...compared.map(row)]))
  if (compared.some(({ scale }) => scale === 'ratio')) parts.push('× is of each run’s own host-host baseline.')
  if (circumstances.length > 0)
    parts.push(`Not the same in both:\n${columns(circumstances.map((each) => [`  ${each.what}`, each.a, each.b]))}`)
  return parts.join('\n\n')
}

const row = (difference: RunDifference): readonly string[] => {
  const { variant, probeTitle, caseTitle, path, a, b } = difference
  const value = (estimate: Estimate | undefined) => valueText(difference, estimate)
  return [variant, `${probeTitle}, ${caseTitle}`, pathTitle(path), value(a), value(b), verdictText(difference)]
}

function valueText({ scale, unit }: RunDifference, estimate: Estimate | undefined): string {
  if (!estimate) return '—'
  if (scale === 'ratio') return ratioWords(estimate)
  const { median, interval } = estimate
  return interval
    ? `${quantity(median, unit)} (${quantity(interval.low, unit)}–${quantity(interval.high, unit)})`
    : quantity(median, unit)
}

function verdictText(difference: RunDifference): string {
  switch (difference.verdict) {
    case 'changed':
      return difference.direction
    case 'not-distinguishable':
      return 'not distinguishable'
    case 'not-compared':
      return 'not compared'
  }
}
