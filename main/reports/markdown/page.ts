import { time } from '../../words/en/quantity.ts'
import type { ReportInput } from '../report-input.ts'
import { runPlace, runTitle } from '../run-title.ts'
import { reportSections } from '../sections.ts'
import { blocksMarkdown } from './blocks.ts'
import { text } from './syntax.ts'

/** The run for a page of text: answers first, then the numbers, then how they were made. Single executions are left out. */
export function renderMarkdown(input: ReportInput): string {
  const { run } = input
  const sections = reportSections(input).filter(({ id }) => id !== 'samples')
  return [
    `# ${text(runTitle(run))}`,
    `Run \`${run.id}\`, ${time(run.startedAtMs)}, ${run.spec.mode} mode on ${runPlace(run)}, ${run.state}.`,
    ...sections.flatMap(({ title, blocks }) => [`## ${text(title)}`, ...blocksMarkdown(blocks)]),
  ]
    .join('\n\n')
    .concat('\n')
}
