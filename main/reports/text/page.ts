import type { ReportFormat } from '../format.ts'
import { renderTextEvidence } from '../text-evidence.ts'
import type { ReportInput } from '../report-input.ts'
import { comparisonTables } from '../comparison-tables.ts'
import { numberTable } from '../measurement-blocks.ts'
import { blocksText } from './blocks.ts'

const widest = 120

/** The comparison tables for a terminal: one for each headline metric, no line longer than `width` columns. */
export const renderTextTables = ({ run, findings }: ReportInput, { width = widest } = {}): string =>
  blocksText(comparisonTables(run, findings, 'headline').map(numberTable), Math.min(width, widest))

export const textFormat: ReportFormat = {
  id: 'text',
  title: 'Plain text tables',
  extension: 'txt',
  mediaType: 'text/plain',
  render: (input) => [renderTextTables(input), renderTextEvidence(input)].filter(Boolean).join('\n'),
}
