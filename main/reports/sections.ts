import { isEmpty } from '../blocks/content.ts'
import { answerBlocks } from './answer-blocks.ts'
import { costBlocks, environmentBlocks, failureBlocks, methodBlocks } from './background-blocks.ts'
import { evidenceSections } from './evidence-sections.ts'
import { measurementBlocks } from './measurement-blocks.ts'
import type { ReportInput } from './report-input.ts'
import { sampleBlocks } from './sample-blocks.ts'
import { overviewId, type ReportSection } from './section.ts'
import { variantBlocks } from './variant-blocks.ts'

/** All of a report, in the order in which it is read; parts that nothing is known of are not there. */
export function reportSections(input: ReportInput): readonly ReportSection[] {
  const seen = evidenceSections(input)
  const overview = seen.filter(({ id }) => id === overviewId)
  const evidence = seen.filter(({ id }) => id !== overviewId)
  return [
    { id: 'answers', title: 'Answers', blocks: answerBlocks(input) },
    ...overview,
    { id: 'measurements', title: 'Measurements', blocks: measurementBlocks(input) },
    ...evidence,
    { id: 'failures', title: 'Failures', blocks: failureBlocks(input) },
    { id: 'variants', title: 'Variants', blocks: variantBlocks(input) },
    { id: 'method', title: 'Method', blocks: methodBlocks(input) },
    { id: 'environment', title: 'Environment', blocks: environmentBlocks(input) },
    { id: 'cost', title: 'Cost of the run', blocks: costBlocks(input) },
    { id: 'samples', title: 'Raw numbers', blocks: sampleBlocks(input) },
  ].filter(({ blocks }) => !blocks.every(isEmpty))
}
