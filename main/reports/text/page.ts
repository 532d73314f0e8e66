import type { Block } from '../../blocks/block.ts'
import { comparisonTables } from '../comparison-tables.ts'
import { evidenceSections } from '../evidence-sections.ts'
import { numberTable } from '../measurement-blocks.ts'
import type { ReportInput } from '../report-input.ts'
import { overviewId, type ReportSection } from '../section.ts'
import { scorecardSection } from '../sections.ts'
import { blocksText } from './blocks.ts'

const widest = 120

/** The scorecard, the comparison tables and what each CNI does, for a terminal: no line is longer than `width` columns. */
export const renderText = (input: ReportInput, { width = widest } = {}): string =>
  textOf(input, evidenceSections(input), width)

/** The same in a screen or two: of what each CNI does, a line a variant. */
export const renderSummary = (input: ReportInput): string =>
  textOf(
    input,
    evidenceSections(input).filter(({ id }) => id === overviewId),
    widest,
  )

function textOf(input: ReportInput, sections: readonly ReportSection[], width: number): string {
  const { run, findings } = input
  const { blocks: first } = scorecardSection(input)
  const tables = comparisonTables(run, findings, 'headline').map(numberTable)
  const titled = sections.map(({ title, blocks }) => [titleBlock(title), ...blocks])
  return [first, tables, ...titled]
    .filter((blocks) => blocks.length > 0)
    .map((blocks) => blocksText(blocks, Math.min(width, widest)))
    .join('\n')
}

const titleBlock = (title: string): Block => ({ kind: 'prose', as: 'paragraphs', texts: [title] })
