import type { RunComparison, RunDifference } from '../findings/compare-runs.ts'
import type { Estimate } from '../findings/findings.ts'
import { quantity, ratioWords } from '../words/en/quantity.ts'
import { pathTitle } from '../reports/comparison-tables.ts'
import { comparedRunTitle, comparisonSummary, conditionRow } from '../words/en/run-comparison.ts'
import { columns } from './columns.ts'

/** Two runs compared, the answer first. */
export function comparisonText(comparison: RunComparison): string {
  const { a, b, differences, conditions } = comparison
  const runs = [a, b].map((run, index) => [index === 0 ? 'a' : 'b', run.id, comparedRunTitle(run)])
  const compared = differences.filter(({ verdict }) => verdict !== 'not-compared')
  const parts = [comparisonSummary(comparison), columns(runs)]
  if (compared.length > 0) parts.push(columns([['variant', 'measurement', 'path', 'a', 'b', ''], ...compared.map(row)]))
  if (compared.some(({ scale }) => scale === 'ratio')) parts.push('× is of each run’s own host-host baseline.')
  if (conditions.length > 0) {
    const rows = conditions.map(conditionRow).map((each) => [`  ${each.what}`, each.a, each.b])
    parts.push(`Setup differences:\n${columns(rows)}`)
  }
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
