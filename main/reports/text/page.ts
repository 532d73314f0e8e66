import type { Block } from '../../blocks/block.ts'
import { comparisonTables } from '../comparison-tables.ts'
import { evidenceSections } from '../evidence-sections.ts'
import type { ReportFormat } from '../format.ts'
import { numberTable } from '../measurement-blocks.ts'
import type { ReportInput } from '../report-input.ts'
import { blocksText } from './blocks.ts'

const widest = 120

/** The comparison tables and what each CNI does, for a terminal: no line is longer than `width` columns. */
export function renderText(input: ReportInput, { width = widest } = {}): string {
  const tables = comparisonTables(input.run, input.findings, 'headline').map(numberTable)
  const sections = evidenceSections(input).map(({ title, blocks }) => [titleBlock(title), ...blocks])
  return [tables, ...sections]
    .filter((blocks) => blocks.length > 0)
    .map((blocks) => blocksText(blocks, Math.min(width, widest)))
    .join('\n')
}

const titleBlock = (title: string): Block => ({ kind: 'prose', as: 'paragraphs', texts: [title] })

export const textFormat: ReportFormat = {
  id: 'text',
  title: 'Plain text tables',
  extension: 'txt',
  mediaType: 'text/plain',
  render: (input) => renderText(input),
}
