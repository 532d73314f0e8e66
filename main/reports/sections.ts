import type { Block } from '../blocks/block.ts'
import { isEmpty } from '../blocks/content.ts'
import { failuresOf, samplesOf } from '../findings/samples.ts'
import { recommend } from '../findings/recommend.ts'
import { defaultNeedsOf } from '../findings/recommendation/needs.ts'
import { answerBlocks, limitationBlocks, limitLineBlocks } from './answer-blocks.ts'
import { backgroundSections } from './background-sections.ts'
import { evidenceSections } from './evidence-sections.ts'
import { failureBlocks } from './failure-blocks.ts'
import { measurementBlocks } from './measurement-blocks.ts'
import { mayChoose, recommendationBlocks, verdictBlocks } from './recommendation-blocks.ts'
import type { ReportInput } from './report-input.ts'
import { sampleBlocks } from './sample-blocks.ts'
import { scorecardBlocks } from './scorecard-blocks.ts'
import { answersId, overviewId, type ReportSection } from './section.ts'
import { seriesBlocks } from './series-blocks.ts'

/** All of a report, in the order in which it is read; parts that nothing is known of are not there. */
export function reportSections(input: ReportInput): readonly ReportSection[] {
  const { run, findings } = input
  const seen = evidenceSections(input)
  const failures = failureBlocks({ ...run, samples: samplesOf(run), failures: failuresOf(run) })
  return [
    scorecardSection(input),
    { id: answersId, title: 'Answers', blocks: answerBlocks(input) },
    ...recommendationSection(input),
    ...seen.filter(({ id }) => id === overviewId),
    { id: 'measurements', title: 'Measurements', blocks: measurementBlocks(input, seriesBlocks(run)) },
    ...seen.filter(({ id }) => id !== overviewId),
    { id: 'limits', title: 'Limits', blocks: limitationBlocks(findings) },
    ...backgroundSections(input, failures),
    { id: 'samples', title: 'Raw numbers', blocks: sampleBlocks(input) },
  ].filter(({ blocks }) => !blocks.every(isEmpty))
}

/** What most people come for: which one, whether needs are met, and how all stand to each other. */
export function scorecardSection(input: ReportInput): ReportSection {
  const { run, findings } = input
  return {
    id: 'scorecard',
    title: 'Scorecard',
    blocks: [...verdictOfRun(input), ...scorecardBlocks(run, findings), ...limitLineBlocks(findings)],
  }
}

/** Nothing where nobody chooses. */
export const verdictOfRun = (input: ReportInput): readonly Block[] =>
  mayChoose(input) ? verdictBlocks(recommended(input), input.findings) : []

const recommendationSection = (input: ReportInput): readonly ReportSection[] =>
  mayChoose(input)
    ? [{ id: 'recommendation', title: 'Why, and why not', blocks: recommendationBlocks(recommended(input)) }]
    : []

const recommended = ({ findings, needs = defaultNeedsOf(findings.suitability) }: ReportInput) =>
  recommend(needs, findings)
