import type { Block, ProseBlock, SectionBlock } from '../blocks/block.ts'
import type { Candidate, Recommendation } from '../findings/recommendation/recommendation.ts'
import { costText, needText, priorityText, recommendationSentence } from '../words/en/recommendation.ts'

/** Which variant, why, what it costs, and why not the others. */
export const recommendationBlocks = (recommendation: Recommendation): readonly Block[] => {
  const { choice, runnerUp, isTie, excluded } = recommendation
  const tie = isTie ? ['By the priority, the first two cannot be told apart.'] : []
  return [
    { kind: 'prose', as: 'paragraphs', tone: 'lead', texts: [recommendationSentence(recommendation), ...tie] },
    ...(choice ? [candidateBlock('Choice', choice)] : []),
    ...(runnerUp ? [candidateBlock('Runner-up', runnerUp)] : []),
    section('Left out', [
      list(excluded.map(({ variant, reasons }) => ({ variant, text: reasons.map(needText).join(' ') }))),
    ]),
  ]
}

const candidateBlock = (title: string, { variant, reasons, priority, costs }: Candidate): SectionBlock =>
  section(`${title}: ${variant}`, [
    list([...reasons.map(needText), priorityText(priority)]),
    section('What it costs', [list(costs.map(costText))]),
  ])

const section = (title: string, blocks: readonly Block[]): SectionBlock => ({
  ...{ kind: 'section', title, isFolded: false, blocks },
})

const list = (texts: ProseBlock['texts']): ProseBlock => ({ kind: 'prose', as: 'list', texts })
