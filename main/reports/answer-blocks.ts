import { referencePath } from '../experiment/paths.ts'
import type { Block, Sign, TableBlock } from '../blocks/block.ts'
import type { Answer, Findings } from '../findings/findings.ts'
import { answerSentence } from '../words/en/answers.ts'
import { caveatText } from '../words/en/caveats.ts'
import type { ReportInput } from './report-input.ts'
import { verdictOf, verdictTitles, type Verdict } from './verdict.ts'

/** One sentence for each question, and what to know before believing it. */
export function answerBlocks({ run, findings }: ReportInput): readonly Block[] {
  if (findings.answers.length === 0)
    return [
      { kind: 'prose', as: 'paragraphs', texts: ['Nothing was measured, so there is nothing to say.'] },
      ...limitations(findings),
    ]
  const tables = run.probes.flatMap(({ id, question }): readonly TableBlock[] => {
    const answers = findings.answers.filter(({ probe, path }) => probe === id && path !== referencePath)
    return answers.length === 0 ? [] : [answerTable(question, answers, { run, findings })]
  })
  return [...tables, ...limitations(findings)]
}

const answerTable = (question: string, answers: readonly Answer[], { run, findings }: ReportInput): TableBlock => ({
  kind: 'table',
  caption: question,
  columns: [{ title: 'Verdict' }, { title: 'Answer' }],
  groups: [
    {
      rows: answers.map((answer) => {
        const sign = verdictSigns[verdictOf(answer, findings)]
        return {
          head: { text: sign.title, sign },
          cells: [answerSentence(answer, { probes: run.probes, cells: findings.cells })],
        }
      }),
    },
  ],
})

const verdictSigns: Readonly<Record<Verdict, Sign>> = {
  ranked: { symbol: '●', title: verdictTitles.ranked, tone: 'good' },
  indicative: { symbol: '●', title: verdictTitles.indicative, tone: 'warn' },
  'not-distinguishable': { symbol: '○', title: verdictTitles['not-distinguishable'], tone: 'plain' },
  measured: { symbol: '○', title: verdictTitles.measured, tone: 'plain' },
}

const limitations = ({ caveats }: Findings): readonly Block[] =>
  caveats.length === 0
    ? []
    : [
        {
          kind: 'section',
          title: 'Limitations',
          isFolded: false,
          blocks: [{ kind: 'prose', as: 'list', texts: caveats.map(caveatText), tone: 'warn' }],
        },
      ]
