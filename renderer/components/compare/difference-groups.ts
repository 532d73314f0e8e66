import type { Estimate } from '../../../main/findings/findings.ts'
import type { RunDifference } from '../../../main/findings/compare-runs.ts'
import { pathOrder, pathTitle } from '../../../main/reports/comparison-tables.ts'
import { number, ratioWords, scaleOf, withUnit } from '../../../main/words/en/quantity.ts'
import { domainOf, type Domain } from '../../charts/dumbbell.ts'

export interface DifferenceGroup {
  readonly key: string
  readonly title: string
  readonly rows: readonly DifferenceRow[]
}

export interface DifferenceRow {
  readonly key: string
  readonly difference: RunDifference
  readonly a: string
  readonly b: string
  /** The same for all rows of a group that are told on the same scale. */
  readonly domain?: Domain
}

/** Differences under what was measured, and where: the baseline last, which explains the others. Variants keep their order. */
export function differenceGroups(differences: readonly RunDifference[]): readonly DifferenceGroup[] {
  const measurements = [...Map.groupBy(differences, measurementOf).values()]
  const inOrder = measurements.flatMap((ofOne) => ofOne.toSorted((a, b) => place(a) - place(b)))
  return [...Map.groupBy(inOrder, keyOf)].map(([key, ofGroup]) => ({
    key,
    title: titleOf(ofGroup[0]),
    rows: rowsOf(ofGroup),
  }))
}

const place = ({ path }: RunDifference) => pathOrder.indexOf(path)
const measurementOf = ({ probe, caseId, metric }: RunDifference) => [probe, caseId, metric].join(' ')
const keyOf = (difference: RunDifference) => `${measurementOf(difference)} ${difference.path}`

const titleOf = (difference: RunDifference | undefined) =>
  difference
    ? `${difference.probeTitle}, ${difference.caseTitle} (${difference.of}): ${pathTitle(difference.path)}`
    : ''

function rowsOf(differences: readonly RunDifference[]): readonly DifferenceRow[] {
  const domains = new Map(
    [...Map.groupBy(differences, ({ scale }) => scale)].map(([scale, alike]) => [
      scale,
      domainOf(alike.flatMap(({ a, b }) => [a, b])),
    ]),
  )
  return differences.map((difference) => {
    const domain = domains.get(difference.scale)
    return {
      key: `${keyOf(difference)} ${difference.variant} ${difference.scale}`,
      difference,
      a: estimateText(difference, difference.a),
      b: estimateText(difference, difference.b),
      ...(domain && { domain }),
    }
  })
}

/** `0.62× (0.60–0.64)` or `9.12 Gbit/s (9.02–9.20)`; empty where there is none. */
export function estimateText({ scale, unit }: RunDifference, estimate: Estimate | undefined): string {
  if (!estimate) return ''
  if (scale === 'ratio') return ratioWords(estimate)
  const { median, interval } = estimate
  const shown = scaleOf(unit, [median])
  const bounds = interval && [interval.low, interval.high].map((bound) => number(bound / shown.divisor)).join('–')
  return `${withUnit(median, shown)}${bounds === undefined ? '' : ` (${bounds})`}`
}

/** How much b is away from a: `+12 %`. Empty where one is missing or there is nothing to divide by. */
export function changeText({ a, b }: RunDifference): string {
  if (!a || !b || a.median === 0) return ''
  const change = (b.median / a.median - 1) * 100
  const sign = change > 0 ? '+' : change < 0 ? '−' : ''
  return `${sign}${Math.abs(change).toFixed(Math.abs(change) < 10 ? 1 : 0)} %`
}

export type Change = 'better' | 'worse' | 'not-distinguishable' | 'not-compared'

export const changeOf = (difference: RunDifference): Change =>
  difference.verdict === 'changed' ? difference.direction : difference.verdict

export const changeTitles: Readonly<Record<Change, string>> = {
  better: 'better',
  worse: 'worse',
  'not-distinguishable': 'not distinguishable',
  'not-compared': 'not compared',
}
