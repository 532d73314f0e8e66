import { isEmpty } from '../blocks/content.ts'
import { failuresOf, samplesOf } from '../findings/samples.ts'
import { answerBlocks, limitationBlocks } from './answer-blocks.ts'
import { backgroundSections } from './background-sections.ts'
import { evidenceSections } from './evidence-sections.ts'
import { failureBlocks } from './failure-blocks.ts'
import { measurementBlocks } from './measurement-blocks.ts'
import type { ReportInput } from './report-input.ts'
import { sampleBlocks } from './sample-blocks.ts'
import { overviewId, type ReportSection } from './section.ts'
import { seriesBlocks } from './series-blocks.ts'

/** All of a report, in the order in which it is read; parts that nothing is known of are not there. */
export function reportSections(input: ReportInput): readonly ReportSection[] {
  const { run, findings } = input
  const seen = evidenceSections(input)
  const failures = failureBlocks({ ...run, samples: samplesOf(run), failures: failuresOf(run) })
  return [
    { id: 'answers', title: 'Answers', blocks: [...answerBlocks(input), ...limitationBlocks(findings)] },
    ...seen.filter(({ id }) => id === overviewId),
    { id: 'measurements', title: 'Measurements', blocks: measurementBlocks(input, seriesBlocks(run)) },
    ...seen.filter(({ id }) => id !== overviewId),
    ...backgroundSections(input, failures),
    { id: 'samples', title: 'Raw numbers', blocks: sampleBlocks(input) },
  ].filter(({ blocks }) => !blocks.every(isEmpty))
}
