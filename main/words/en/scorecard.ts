import type { Mark, ScoreValue, Scorecard } from '../../findings/scorecard.ts'
import { quantity, ratioWords } from './quantity.ts'
import { asSentence, listOf, withinSentence } from './text.ts'

export const markTitles: Readonly<Record<Mark, string>> = {
  ahead: 'ahead',
  equal: 'equal',
  behind: 'behind',
  undecided: 'undecided',
  alone: 'no comparison',
  'not-shown': 'not shown',
  'not-asked': 'not asked',
}

/**
 * The ratio first: it is what carries over to another machine. The value itself is one of this machine, whose nodes share a kernel.
 */
export function scoreText(value: ScoreValue): { readonly text: string; readonly note?: string } {
  if (value.kind === 'fact')
    return value.note === undefined ? { text: value.text } : { text: value.text, note: value.note }
  const here = hereText(quantity(value.median, value.unit))
  return value.relative ? { text: ratioWords({ median: value.relative.median }), note: here } : { text: here }
}

/** Of a value that no network card has carried. */
export const hereText = (value: string): string => `${value} here`

/** What ratios are of, and what the run leaves open. */
export function scorecardRemark({ rows, references, notAsked }: Scorecard): string {
  const isRelative = rows.some(({ cells }) => cells.some(({ value }) => value?.kind === 'measured' && value.relative))
  return [
    ...(isRelative
      ? ['Ratios are to the variant that none is shown to be ahead of; values are of this machine, not of a network.']
      : []),
    ...(references.length > 0 ? [`${listOf(references)} stands beside the others for reference.`] : []),
    ...(notAsked.length > 0 ? [asSentence(`Not asked in this run: ${listOf(notAsked.map(withinSentence))}`)] : []),
  ].join(' ')
}
