import type { Block, ProseBlock, SectionBlock } from '../blocks/block.ts'
import type { RecommendationInputs } from '../findings/findings.ts'
import { wantedNeeds } from '../findings/recommendation/needs.ts'
import type { Candidate, Recommendation } from '../findings/recommendation/recommendation.ts'
import type { ShownFindings } from './report-input.ts'
import { costText, needSentence, needText, priorityText, recommendationSentence } from '../words/en/recommendation.ts'

/** Nobody chooses among datapaths without a CNI. */
export const mayChoose = ({ findings: { caveats, suitability } }: ChosenFrom): boolean =>
  suitability.length > 0 && !caveats.some(({ code }) => code === 'reference-datapaths')

interface ChosenFrom {
  readonly findings: Pick<ShownFindings, 'caveats' | 'suitability'>
}

/** Which variant, and a sentence for each need: what stands above the scorecard. */
export const verdictBlocks = (
  recommendation: Recommendation,
  { suitability }: Pick<RecommendationInputs, 'suitability'>,
): readonly Block[] => [
  { kind: 'prose', as: 'paragraphs', tone: 'lead', texts: [recommendationSentence(recommendation)] },
  list(wantedNeeds(recommendation.needs).map((need) => needSentence(need, suitability))),
]

/** Why, what it costs, and why not the others. Of a tie, two equals and what tells them apart. */
export const recommendationBlocks = ({ choice, runnerUp, isTie, excluded }: Recommendation): readonly Block[] => [
  ...(choice ? [candidateBlock(isTie ? '' : 'Choice: ', choice, isTie)] : []),
  ...(runnerUp ? [candidateBlock(isTie ? '' : 'Runner-up: ', runnerUp, isTie)] : []),
  section('Left out', [
    list(excluded.map(({ variant, reasons }) => ({ variant, text: reasons.map(needText).join(' ') }))),
  ]),
]

const candidateBlock = (title: string, candidate: Candidate, isTie: boolean): SectionBlock =>
  section(`${title}${candidate.variant}`, [
    list([...candidate.reasons.map(needText), priorityText(candidate.priority)]),
    section(isTie ? 'Where it is behind, and what more it takes' : 'What it costs', [
      list(candidate.costs.map(costText)),
    ]),
  ])

const section = (title: string, blocks: readonly Block[]): SectionBlock => ({
  ...{ kind: 'section', title, isFolded: false, blocks },
})

const list = (texts: ProseBlock['texts']): ProseBlock => ({ kind: 'prose', as: 'list', texts })
