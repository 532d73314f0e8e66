import type { Block } from '../blocks/block.ts'

/** A part of a report, or a tab of the page. */
export interface ReportSection {
  readonly id: string
  readonly title: string
  readonly blocks: readonly Block[]
}

/** The section of the charts that answer. */
export const answersId = 'answers'

/** The section with one row a variant. */
export const overviewId = 'overview'
