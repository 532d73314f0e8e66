import { referencePath } from '../experiment/paths.ts'
import type { Block, Sign, TableBlock } from '../blocks/block.ts'
import type { Answer } from '../findings/findings.ts'
import { answerSentence } from '../words/en/answers.ts'
import { caveatText } from '../words/en/caveats.ts'
import type { ShownRun } from './report-input.ts'
import { verdictOf, type Verdict } from './verdict.ts'

/** More answers than these stand in the way of the charts. */
const readAtOnce = 12

/** A sentence for each question: the one that most people come for, then the others, what answers the same first. */
export function answerBlocks(shown: ShownRun): readonly Block[] {
  const { run, findings } = shown
  // The baseline explains the others: it is told only where there is nothing else.
  const isBesideBaseline = findings.answers.some(({ path }) => path !== referencePath)
  const answers = findings.answers.filter(({ path }) => !isBesideBaseline || path !== referencePath)
  const lead = answers.find((answer) => isThroughputAcross(answer, shown)) ?? answers[0]
  if (!lead) return [{ kind: 'prose', as: 'paragraphs', texts: ['Nothing was measured, so there is nothing to say.'] }]
  const tableOf = (probe: string, caption: string): readonly Block[] => {
    const others = answers.filter((answer) => answer !== lead && answer.probe === probe)
    if (others.length === 0) return []
    const table = answerTable(caption, others, shown)
    return [others.length > readAtOnce ? { kind: 'section', title: caption, isFolded: true, blocks: [table] } : table]
  }
  return [
    {
      kind: 'section',
      title: run.probes.find(({ id }) => id === lead.probe)?.question ?? '',
      isFolded: false,
      blocks: [
        { kind: 'prose', as: 'paragraphs', tone: 'lead', texts: [sentenceOf(lead, shown), verdictPiece(lead, shown)] },
        ...tableOf(lead.probe, 'On other paths and in other cases'),
      ],
    },
    ...run.probes.filter(({ id }) => id !== lead.probe).flatMap(({ id, question }) => tableOf(id, question)),
  ]
}

/** What to know before believing any of it. */
export const limitationBlocks = ({ caveats }: Pick<ShownRun['findings'], 'caveats'>): readonly Block[] =>
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

const isThroughputAcross = ({ probe, path, metric }: Answer, { run }: ShownRun) =>
  path === 'pod-pod/cross-node' && run.probes.find(({ id }) => id === probe)?.metrics[metric]?.unit === 'bit/s'

const answerTable = (caption: string, answers: readonly Answer[], shown: ShownRun): TableBlock => ({
  kind: 'table',
  caption,
  columns: [{ title: 'Verdict' }, { title: 'Answer' }],
  groups: [
    { rows: answers.map((answer) => ({ head: verdictPiece(answer, shown), cells: [sentenceOf(answer, shown)] })) },
  ],
})

const sentenceOf = (answer: Answer, { run: { probes }, findings: { cells } }: ShownRun): string =>
  answerSentence(answer, { probes, cells })

function verdictPiece(answer: Answer, { findings }: ShownRun) {
  const { [verdictOf(answer, findings)]: sign } = verdictSigns
  return { text: sign.title, sign }
}

const verdictSigns: Readonly<Record<Verdict, Sign>> = {
  ahead: { symbol: '●', title: 'difference shown', tone: 'good' },
  equal: { symbol: '=', title: 'equal within 5 %', tone: 'good' },
  undecided: { symbol: '○', title: 'undecided', tone: 'warn' },
  'not-compared': { symbol: '·', title: 'not compared', tone: 'plain' },
  measured: { symbol: '○', title: 'measured', tone: 'plain' },
}
