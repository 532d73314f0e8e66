import type { IntervalPair, SectionBlock, Sign, TableBlock, TableRow } from '../blocks/block.ts'
import type { RunComparison, RunDifference } from '../findings/compare-runs.ts'
import type { Estimate } from '../findings/findings.ts'
import { number, ratioWords, scaleOf, withUnit } from '../words/en/quantity.ts'
import { conditionRow } from '../words/en/run-comparison.ts'
import { pathOrder, pathTitle } from './comparison-tables.ts'

/** What differs in what numbers depend on. */
export const conditionsBlock = ({ conditions }: Pick<RunComparison, 'conditions'>): SectionBlock => ({
  kind: 'section',
  title: 'Setup differences',
  isFolded: false,
  blocks: [
    conditions.length === 0
      ? {
          kind: 'prose',
          as: 'paragraphs',
          texts: ['Both runs were made under the same conditions, as far as they are recorded.'],
        }
      : {
          kind: 'table',
          caption: 'Conditions of run A and run B',
          columns: ['Condition', 'A', 'B'].map((title) => ({ title })),
          groups: [{ rows: conditions.map(conditionRow).map(({ what, a, b }) => ({ head: what, cells: [a, b] })) }],
        },
  ],
})

/** Differences under what was measured, and where: the baseline last, which explains the others. Variants keep their order. */
export function differenceTable(differences: readonly RunDifference[]): TableBlock {
  const measurements = [...Map.groupBy(differences, measurementOf).values()]
  const inOrder = measurements.flatMap((ofOne) => ofOne.toSorted((a, b) => place(a) - place(b)))
  return {
    kind: 'table',
    caption:
      'Differences between run A and run B. Runs are not paired: a change is told by the shift between their rounds, and all decisions together are wrong anywhere in at most 5 % of comparisons. Ratios (×) are to each run’s own host-host baseline.',
    columns: [
      { title: 'Variant' },
      { title: 'A: median (interval)' },
      { title: 'B: median (interval)' },
      { title: 'B / A', align: 'number' },
      { title: 'Verdict' },
    ],
    groups: [...Map.groupBy(inOrder, titleOf)].map(([title, ofGroup]) => ({ title, rows: rowsOf(ofGroup) })),
  }
}

const place = ({ path }: RunDifference) => pathOrder.indexOf(path)
const measurementOf = ({ probe, caseId, metric, point }: RunDifference) => [probe, caseId, metric, point].join(' ')

const titleOf = ({ probeTitle, caseTitle, of, path }: RunDifference) =>
  `${probeTitle}, ${caseTitle} (${of}): ${pathTitle(path)}`

const signs: Readonly<Record<'better' | 'worse' | 'equal' | 'undecided' | 'not-compared', Sign>> = {
  better: { symbol: '▲', title: 'better', tone: 'good' },
  worse: { symbol: '▼', title: 'worse', tone: 'bad' },
  equal: { symbol: '=', title: 'equal within 5 %', tone: 'plain' },
  undecided: { symbol: '○', title: 'undecided', tone: 'plain' },
  'not-compared': { symbol: '·', title: 'not compared', tone: 'plain' },
}

/** What is told on one scale is drawn on one scale. */
const rowsOf = (differences: readonly RunDifference[]): readonly TableRow[] =>
  differences.map((difference) => {
    const { variant, scale, a, b } = difference
    const { [difference.verdict === 'changed' ? difference.direction : difference.verdict]: sign } = signs
    const pair = pairOf(
      difference,
      differences.filter((each) => each.scale === scale),
    )
    return {
      head: variant,
      variant,
      cells: [
        estimateText(difference, a),
        estimateText(difference, b),
        { text: changeText(difference), pair },
        { text: sign.title, sign },
      ],
    }
  })

/** Both on an axis for all that are alike, with a little air. */
function pairOf({ a, b }: RunDifference, alike: readonly RunDifference[]): IntervalPair {
  const bounds = alike.flatMap((each) =>
    [each.a, each.b].flatMap((estimate) => (estimate ? Object.values(markOf(estimate)) : [])),
  )
  const [low, high] = [Math.min(...bounds), Math.max(...bounds)]
  const air = (high - low || Math.abs(high) || 1) * 0.06
  return { low: low - air, high: high + air, ...(a && { a: markOf(a) }), ...(b && { b: markOf(b) }) }
}

const markOf = ({ median, interval }: Estimate) => ({
  middle: median,
  low: interval?.low ?? median,
  high: interval?.high ?? median,
})

/** `0.62× (0.60–0.64)` or `9.12 Gbit/s (9.02–9.20)`; empty where there is none. */
function estimateText({ scale, unit }: RunDifference, estimate: Estimate | undefined): string {
  if (!estimate) return ''
  if (scale === 'ratio') return ratioWords(estimate)
  const { median, interval } = estimate
  const shown = scaleOf(unit, [median])
  const bounds = interval && [interval.low, interval.high].map((bound) => number(bound / shown.divisor)).join('–')
  return `${withUnit(median, shown)}${bounds === undefined ? '' : ` (${bounds})`}`
}

/** How much b is away from a: `+12 % (+8 to +16)`, of all pairs of rounds; of the two values shown where they are not compared. */
function changeText({ a, b, change }: RunDifference): string {
  if (change) {
    const { median, interval } = change
    return `${changeWords(median)} %${interval ? ` (${changeWords(interval.low)} to ${changeWords(interval.high)})` : ''}`
  }
  return !a || !b || a.median === 0 ? '' : `${changeWords(b.median / a.median)} %`
}

function changeWords(ratio: number): string {
  const change = (ratio - 1) * 100
  const sign = change > 0 ? '+' : change < 0 ? '−' : ''
  return `${sign}${Math.abs(change).toFixed(Math.abs(change) < 10 ? 1 : 0)}`
}
