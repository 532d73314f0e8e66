import type { Block } from '../blocks/block.ts'
import { isEmpty } from '../blocks/content.ts'
import { answerBlocks } from './answer-blocks.ts'
import { costBlocks, environmentBlocks, failureBlocks, methodBlocks } from './background-blocks.ts'
import { measurementBlocks } from './measurement-blocks.ts'
import type { ReportInput } from './report-input.ts'
import { sampleBlocks } from './sample-blocks.ts'
import { variantBlocks } from './variant-blocks.ts'

/** A part of a report, or a tab of the page. */
export interface ReportSection {
  readonly id: string
  readonly title: string
  readonly blocks: readonly Block[]
}

/** All of a report, in the order in which it is read; parts that nothing is known of are not there. */
export const reportSections = (input: ReportInput): readonly ReportSection[] =>
  [
    { id: 'answers', title: 'Answers', blocks: answerBlocks(input) },
    { id: 'measurements', title: 'Measurements', blocks: measurementBlocks(input) },
    { id: 'failures', title: 'Failures', blocks: failureBlocks(input) },
    { id: 'variants', title: 'Variants', blocks: variantBlocks(input) },
    { id: 'method', title: 'Method', blocks: methodBlocks(input) },
    { id: 'environment', title: 'Environment', blocks: environmentBlocks(input) },
    { id: 'cost', title: 'Cost of the run', blocks: costBlocks(input) },
    { id: 'samples', title: 'Raw numbers', blocks: sampleBlocks(input) },
  ].filter(({ blocks }) => !blocks.every(isEmpty))
