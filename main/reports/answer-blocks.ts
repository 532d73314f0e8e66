import { referencePath } from '../experiment/paths.ts'
import type { Block, ChartBlock, TableBlock } from '../blocks/block.ts'
import type { IntervalRow } from '../blocks/chart.ts'
import { gravestFirst } from '../findings/caveat.ts'
import type { Answer, Cell, RelativeResult } from '../findings/findings.ts'
import { isSameQuestion } from '../findings/question-key.ts'
import type { Unit } from '../probes/probe.ts'
import { answerTitle } from '../words/en/answer-titles.ts'
import { effectWords, questionPlace } from '../words/en/answers.ts'
import { caveatName, caveatText } from '../words/en/caveats.ts'
import { hereText, quantity } from '../words/en/quantity.ts'
import { answerAnchor } from './anchors.ts'
import { samplesOf } from './comparison-tables.ts'
import type { ShownRun } from './report-input.ts'

const named = 2

/** A small chart for each question: those of the scorecard, and folded the others, by probe. */
export function answerBlocks(shown: ShownRun): readonly Block[] {
  const { run, findings } = shown
  const answers = toldAnswers(shown)
  if (answers.length === 0)
    return [{ kind: 'prose', as: 'paragraphs', texts: ['Nothing was measured, so there is nothing to say.'] }]
  const leading = leadingAnswers(shown)
  const others = run.probes.map(({ id, question }) => ({
    question,
    answers: answers.filter((answer) => answer.probe === id && !leading.includes(answer)),
  }))
  return [
    ...leading.map((answer) => answerChart(answer, shown)),
    ...others.flatMap(({ question, answers: some }): readonly Block[] =>
      some.length === 0
        ? []
        : [
            {
              kind: 'section',
              title: `${question} On other paths and in other cases (${String(some.length)})`,
              isFolded: true,
              blocks: some.map((answer) => answerChart(answer, { run, findings })),
            },
          ],
    ),
  ]
}

/** Those that the scorecard has; the first one where it has none. */
export function leadingAnswers(shown: ShownRun): readonly Answer[] {
  const answers = toldAnswers(shown)
  const asked = shown.findings.scorecard.rows.flatMap(({ question }) => question ?? [])
  const leading = asked.flatMap((question) => answers.find((answer) => isSameQuestion(answer, question)) ?? [])
  return leading.length > 0 ? leading : answers.slice(0, 1)
}

/** The reference explains the others: it is told only where there is nothing else. */
function toldAnswers({ findings: { answers } }: ShownRun): readonly Answer[] {
  const isBesideReference = answers.some(({ path }) => path !== referencePath)
  return answers.filter(({ path }) => !isBesideReference || path !== referencePath)
}

/** All variants on one axis, relative to the one that none is ahead of; the title is the answer, with the same numbers. */
export function answerChart(
  answer: Answer,
  { run: { probes }, findings: { cells } }: ShownRun,
): ChartBlock & { readonly anchor: string } {
  const probe = probes.find(({ id }) => id === answer.probe)
  const { unit } = probe?.metrics[answer.metric] ?? { unit: 'count' }
  // What may be zero is compared by differences.
  const scale = answer.others.find(({ effect }) => effect)?.effect?.scale ?? 'ratio'
  const reference = scale === 'ratio' ? 1 : 0
  const all: readonly Compared[] = [{ variant: answer.leader, effect: { scale, median: reference } }, ...answer.others]
  const rows = all.flatMap(({ variant, effect }) => {
    const cell = cells.find((each) => each.variant === variant && isSameQuestion(each, answer))
    return effect?.scale === scale && cell ? [rowOf(effect, cell, unit)] : []
  })
  const place = questionPlace(answer, probe)
  const axis = `${scale === 'ratio' ? 'relative' : 'difference'} to ${answer.leader}, ${answer.better} is better`
  return {
    kind: 'chart',
    anchor: answerAnchor(answer),
    title: answerTitle(answer),
    charts: [{ title: place, chart: { as: 'intervals', axis, better: answer.better, reference, rows } }],
    table: tableOf(`${place}, ${axis}`, rows),
  }
}

type Compared = Pick<RelativeResult, 'variant' | 'effect'>

function rowOf(effect: NonNullable<RelativeResult['effect']>, cell: Cell, unit: Unit): IntervalRow {
  const { median, interval } = effect
  return {
    variant: cell.variant,
    value: median,
    ...(interval && { low: interval.low, high: interval.high }),
    text: `${effectWords(effect)}, ${hereText(quantity(cell.absolute.median, unit))}`,
    samples: samplesOf(cell),
  }
}

const tableOf = (caption: string, rows: readonly IntervalRow[]): TableBlock => ({
  kind: 'table',
  caption,
  columns: [{ title: 'Variant' }, { title: 'Compared, with its interval; and the value on this machine' }],
  groups: [
    {
      rows: rows.map(({ variant, text, samples }) => ({
        head: variant,
        variant,
        cells: [{ text, ...(samples && { samples }) }],
      })),
    },
  ],
})

type Limited = Pick<ShownRun['findings'], 'caveats'>

/** `Limits: 9, the two that matter most: …`. */
export function limitLine({ caveats }: Limited): string {
  const names = gravestFirst(caveats).slice(0, named).map(caveatName)
  if (caveats.length <= named) return `Limits: ${names.join('; ')}.`
  return `Limits: ${String(caveats.length)}, the two that matter most: ${names.join('; ')}.`
}

/** What to know before believing any of it, behind one line. */
export const foldedLimits = (limited: Limited): readonly Block[] =>
  limited.caveats.length === 0
    ? []
    : [{ kind: 'section', title: limitLine(limited), isFolded: true, blocks: [limitList(limited)] }]

/** The same for paper, where nothing can be unfolded. */
export const limitLineBlocks = (limited: Limited): readonly Block[] =>
  limited.caveats.length === 0 ? [] : [{ kind: 'prose', as: 'paragraphs', tone: 'warn', texts: [limitLine(limited)] }]

export const limitationBlocks = (limited: Limited): readonly Block[] =>
  limited.caveats.length === 0 ? [] : [limitList(limited)]

const limitList = ({ caveats }: Limited): Block => ({
  kind: 'prose',
  as: 'list',
  texts: gravestFirst(caveats).map(caveatText),
  tone: 'warn',
})
