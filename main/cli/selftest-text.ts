import { effectOn, slowDownBy, type Calibration } from '../lab/selftest/calibration.ts'
import type { SelftestReport } from '../lab/selftest/selftest.ts'
import type { SelftestWatch } from '../lab/selftest/conduct.ts'
import type { Outcome } from '../lab/selftest/outcome.ts'
import type { Rate, SlowedQuestion } from '../lab/selftest/tally.ts'
import { probes } from '../probes/index.ts'
import { duration, percent } from '../words/en/quantity.ts'
import { noiseFloorSentence, questionName } from '../words/en/noise-floor.ts'

/** A line for what was calibrated, and one for each experiment. */
export function selftestProgress(write: (line: string) => void): SelftestWatch {
  return {
    calibrated: ({ rules, pairs, costs }) => {
      for (const cost of costs) {
        const { effect, interval } = effectOn(cost, new Map([[cost.port, rules]]))
        write(
          `${nameOf(cost)}: ${String(rules)} rules cost ${percent(effect)} ${intervalText(interval)}, from ${String(pairs)} pairs`,
        )
      }
    },
    finished: (outcome, number, of) => {
      write(
        `${String(number)}/${String(of)}  ${kindOf(outcome.slowDown)}, seed ${String(outcome.seed)}, ${duration(outcome.durationMs)}: ${answersText(outcome)}`,
      )
    },
  }
}

const kindOf = (slowDown: number): string => (slowDown === 0 ? 'A/A' : `A/B ${percent(slowDown)}`)

const answersText = ({ answers }: Outcome): string =>
  answers
    .map((answer) => `${nameOf(answer)} ${answer.ahead ? `${answer.ahead.toUpperCase()} ahead` : answer.verdict}`)
    .join(', ')

const nameOf = (question: Parameters<typeof questionName>[0]): string => questionName(question, probes.all())

const intervalText = ({ low, high }: { readonly low: number; readonly high: number }): string =>
  `[${percent(low)}, ${percent(high)}]`

/** Everything, as Markdown that documentation can take over. */
export function selftestText({
  tally,
  calibration,
  experiments,
  seed,
  runtime,
  outcomes,
  noise,
}: SelftestReport): string {
  const { falseDifferences, foundEqual, slowed } = tally
  const totalMs = outcomes.reduce((sum, { durationMs }) => sum + durationMs, 0)
  const rates: readonly (readonly [string, Rate])[] = [
    ['A/A: experiments with any difference found', falseDifferences],
    ['A/A: questions found equal', foundEqual],
    ...slowed.flatMap(({ slowDown, missed, calledEqual, wrongWay }): readonly (readonly [string, Rate])[] => [
      [`A/B ${percent(slowDown)}: questions missed`, missed],
      [`A/B ${percent(slowDown)}: of them called equal`, calledEqual],
      [`A/B ${percent(slowDown)}: of them the wrong way round`, wrongWay],
    ]),
  ]
  const questions = slowed.flatMap(({ slowDown, questions: some }) =>
    some.map((question) => questionRow(slowDown, question, calibration)),
  )
  const sections = [
    `${String(experiments)} experiments of each kind on ${runtime}, seed ${String(seed)}, ${duration(totalMs / Math.max(1, outcomes.length))} each.`,
    table(
      ['what', 'seen', 'rate', '95 % interval', 'promised', ''],
      rates.map(([title, rate]) => rateRow(title, rate)),
    ),
    ...(questions.length > 0
      ? [table(['slow-down', 'question', 'rules', 'calibrated', 'seen', 'missed', 'counts'], questions)]
      : []),
    noiseFloorSentence(noise.floor, probes.all()),
    ...(noise.isKept ? [] : ['So few experiments do not speak for a machine: this floor is not kept.']),
  ]
  return sections.join('\n\n')
}

const judgements = { kept: 'holds', open: 'too few to say', broken: 'does not hold' } as const

const rateRow = (title: string, { count, of, interval, promised, judgement }: Rate): readonly string[] => [
  title,
  `${String(count)} of ${String(of)}`,
  of === 0 ? '–' : percent(count / of),
  of === 0 ? '–' : intervalText(interval),
  promised === undefined ? '' : `≤ ${percent(promised)}`,
  judgement ? judgements[judgement] : '',
]

function questionRow(slowDown: number, question: SlowedQuestion, { costs }: Calibration): readonly string[] {
  const { calibrated, seen, missed, counts } = question
  const port = costs.find(({ probe, caseId }) => probe === question.probe && caseId === question.caseId)?.port
  const rules = port === undefined ? undefined : slowDownBy(slowDown, costs).get(port)
  return [
    percent(slowDown),
    nameOf(question),
    String(rules ?? '–'),
    calibrated ? `${percent(calibrated.effect)} ${intervalText(calibrated.interval)}` : '–',
    seen ? `${percent(seen.effect)}${seen.interval ? ` ${intervalText(seen.interval)}` : ''}` : '–',
    `${String(missed.count)} of ${String(missed.of)}`,
    counts ? 'yes' : 'no',
  ]
}

/** A table of Markdown in columns, so that it reads on a terminal, too. */
function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) => Math.max(3, title.length, ...rows.map((row) => row[column]?.length ?? 0)))
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}
