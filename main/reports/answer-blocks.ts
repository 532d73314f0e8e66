import { referencePath } from '../experiment/paths.ts'
import type { Block, ChartBlock, TableBlock } from '../blocks/block.ts'
import type { IntervalRow } from '../blocks/chart.ts'
import { gravestFirst } from '../findings/caveat.ts'
import type { Answer, Cell, RelativeResult } from '../findings/findings.ts'
import { isSameQuestion } from '../findings/question-key.ts'
import { answerTitle } from '../words/en/answer-titles.ts'
import { questionPlace } from '../words/en/answers.ts'
import { caveatName, caveatText } from '../words/en/caveats.ts'
import { hereText, quantity, ratioWords } from '../words/en/quantity.ts'
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

/** All variants on one axis, relative to the one that none is ahead of; the title is the answer, with the same ratios. */
export function answerChart(
  answer: Answer,
  { run: { probes }, findings: { cells } }: ShownRun,
): ChartBlock & { anchor: string } {
  const probe = probes.find(({ id }) => id === answer.probe)
  const unit = probe?.metrics[answer.metric]?.unit ?? 'count'
  const rows = [{ variant: answer.leader, ratio: { median: 1 } }, ...answer.others].flatMap((each) =>
    rowOf(
      each,
      cells.find((cell) => cell.variant === each.variant && isSameQuestion(cell, answer)),
      (value) => quantity(value, unit),
    ),
  )
  const place = questionPlace(answer, probe)
  return {
    kind: 'chart',
    anchor: answerAnchor(answer),
    title: answerTitle(answer),
    charts: [
      {
        title: place,
        chart: {
          as: 'intervals',
          axis: `relative to ${answer.leader}, ${answer.better} is better`,
          better: answer.better,
          reference: 1,
          rows,
        },
      },
    ],
    table: tableOf(`${place}, relative to ${answer.leader}`, rows),
  }
}

function rowOf(
  { variant, ratio }: Pick<RelativeResult, 'variant' | 'ratio'>,
  cell: Cell | undefined,
  show: (value: number) => string,
): readonly IntervalRow[] {
  if (!ratio || !cell) return []
  const { median, interval } = ratio
  return [
    {
      variant,
      value: median,
      ...(interval && { low: interval.low, high: interval.high }),
      text: `${ratioWords(ratio)}, ${hereText(show(cell.absolute.median))}`,
      samples: samplesOf(cell),
    },
  ]
}

const tableOf = (caption: string, rows: readonly IntervalRow[]): TableBlock => ({
  kind: 'table',
  caption,
  columns: [{ title: 'Variant' }, { title: 'Ratio (interval), and value on this machine' }],
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
