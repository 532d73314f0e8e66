import type { Caveat } from '../../findings/caveat.ts'
import type { Mark, ScoreValue, Scorecard } from '../../findings/score.ts'
import { hereText, quantity, ratioWords } from './quantity.ts'
import { asSentence, listOf } from './text.ts'

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

/** What the numbers are: on one kernel, no network’s speed. */
export const machineRemark = 'Relative datapath cost on this machine, not the speed of a network'

interface Remarked {
  readonly scorecard: Scorecard
  readonly caveats: readonly Caveat[]
}

/** What ratios are of, and what the run leaves open. */
export function scorecardRemark({ scorecard: { rows, references, notAsked }, caveats }: Remarked): string {
  const isRelative = rows.some(({ cells }) => cells.some(({ value }) => value?.kind === 'measured' && value.relative))
  const of = isRelative ? ['ratios are to the variant that none is ahead of'] : []
  const isOneKernel = caveats.some(({ code }) => code === 'one-kernel')
  const numbers = [...(isOneKernel ? [machineRemark] : []), ...of].join(': ')
  return [
    ...(numbers === '' ? [] : [asSentence(numbers.charAt(0).toUpperCase() + numbers.slice(1))]),
    ...(references.length > 0 ? [`${listOf(references)} stands beside the others for reference.`] : []),
    ...(notAsked.length > 0 ? [asSentence(`Not asked in this run: ${listOf(notAsked)}`)] : []),
  ].join(' ')
}
