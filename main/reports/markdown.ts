import type { Cell, Findings } from '../findings/findings.ts'
import { baselinePath } from '../probes/probe.ts'
import type { RunRecord } from '../store/run-record.ts'
import { answerSentence } from '../words/en/answers.ts'
import { caveatText } from '../words/en/caveats.ts'
import { costRows } from './cost-rows.ts'
import {
  comparisonTables,
  flagTitles,
  pathTitle,
  tableTitle,
  valuesOf,
  type ComparisonTable,
} from './comparison-tables.ts'
import { environmentRows } from './environment-rows.ts'
import { failureRows } from './failure-rows.ts'
import { bullets, list, table, text } from './markdown-blocks.ts'
import { evidenceBlocks } from './markdown-evidence.ts'
import { methodOf } from './method.ts'
import { percent, range, ratio, scaled, scaleOf, time } from './quantity.ts'
import type { ReportInput } from './report-input.ts'
import { runPlace, runTitle } from './run-title.ts'
import { verdictOf, verdictTitles } from './verdict.ts'

/** The run for a page of text: answers first, then the numbers, then how they were made. */
export function renderMarkdown(input: ReportInput): string {
  const { run, findings } = input
  const sections = [
    `# ${text(runTitle(run))}`,
    `Run \`${run.id}\`, ${time(run.startedAtMs)}, ${run.spec.mode} mode on ${runPlace(run)}, ${run.state}.`,
    '## Answers',
    answers(run, findings),
    ...(findings.caveats.length > 0 ? ['### Limitations', list(findings.caveats.map(caveatText))] : []),
    '## Measurements',
    ...comparisonTables(run, findings, 'headline').flatMap((one) => [`### ${text(tableTitle(one))}`, numbers(one)]),
    ...evidenceBlocks(input),
    '## Variants',
    variants(run),
    ...failures(run),
    '## Method',
    list(methodOf(run, findings)),
    '## Environment',
    table(['', ''], environmentRows(run)),
    '## Cost of the run',
    table(
      ['part', 'time', 'share'],
      costRows(findings.cost).map(({ title, text: spent, share }) => [title, spent, percent(share)]),
    ),
  ]
  return `${sections.join('\n\n')}\n`
}

function answers(run: RunRecord, findings: Findings): string {
  return run.probes
    .flatMap(({ id, question }) => {
      const ofProbe = findings.answers.filter(({ probe, path }) => probe === id && path !== baselinePath)
      const lines = ofProbe.map((answer) => {
        const sentence = answerSentence(answer, { probes: run.probes, cells: findings.cells })
        return `${sentence} _${verdictTitles[verdictOf(answer, findings)]}_`
      })
      return lines.length > 0 ? [`**${text(question)}**`, bullets(lines.map(markedUp))] : []
    })
    .join('\n\n')
}

/** The verdict's own underscores stay; the sentence's are escaped. */
const markedUp = (line: string) => {
  const verdict = line.lastIndexOf(' _')
  return `${text(line.slice(0, verdict))}${line.slice(verdict)}`
}

function numbers(one: ComparisonTable): string {
  const scale = scaleOf(one.metric.unit, valuesOf(one))
  const show = (value: number) => scaled(value, scale)
  const row = ({ path, variant, toBaseline, absolute, flags }: Cell) => [
    pathTitle(path),
    variant,
    toBaseline ? `${ratio(toBaseline.median)}×` : '',
    toBaseline ? range(toBaseline, ratio) : '',
    show(absolute.median),
    range(absolute, show),
    String(absolute.values.length),
    absolute.coefficientOfVariation === undefined ? '' : percent(absolute.coefficientOfVariation),
    flags.map((flag) => flagTitles[flag]).join(', '),
  ]
  return table(
    ['path', 'variant', 'to baseline', 'interval', `median, ${scale.unit}`, 'interval', 'n', 'CV', 'flags'],
    one.groups.flatMap(({ cells }) => cells.map(row)),
  )
}

const variants = (run: RunRecord) =>
  table(
    ['variant', 'configured datapath', 'CNI version', 'Kubernetes'],
    run.variants.map(({ id, configured, cluster }) => [
      id,
      configured.datapath,
      cluster?.installed.cniVersion ?? '',
      cluster?.installed.kubernetes ?? '',
    ]),
  )

function failures(run: RunRecord): readonly string[] {
  const rows = failureRows(run)
  return rows.length === 0
    ? []
    : [
        '## Failures',
        table(
          ['what', 'error'],
          rows.map(({ what, error }) => [what, `${error.title}: ${error.message}`]),
        ),
      ]
}
