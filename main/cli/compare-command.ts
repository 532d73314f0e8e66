import type { Command } from 'commander'
import type { Block } from '../blocks/block.ts'
import { compareRuns, type RunComparison } from '../findings/compare-runs.ts'
import { openRunView } from '../lab/run-view.ts'
import { conditionsBlock, differenceTable } from '../reports/run-comparison-blocks.ts'
import { blocksText } from '../reports/text/blocks.ts'
import { comparedRunTitle, comparisonSummary } from '../words/en/run-comparison.ts'
import { openRuns } from './open-runs.ts'
import { say } from './terminal.ts'

export function addCompareCommand(program: Command): void {
  program
    .command('compare')
    .description('say what changed from one run to another, and what else is not the same')
    .argument('<a>', 'id of the earlier run, the beginning of one, or "latest"')
    .argument('<b>', 'the later run')
    .option('--json', 'print the comparison as JSON')
    .action((a: string, b: string, { json }: { readonly json?: true }) => {
      using store = openRuns()
      const [first, second] = [store.resolve(a), store.resolve(b)]
      const comparison = compareRuns(openRunView(store, first), openRunView(store, second))
      say(json ? JSON.stringify(comparison, undefined, 2) : blocksText(blocksOf(comparison), width).trimEnd())
    })
}

const width = 120

/** Two runs compared, the answer first. */
const blocksOf = (comparison: RunComparison): readonly Block[] => {
  const { a, b, differences, conditions } = comparison
  return [
    { kind: 'prose', as: 'paragraphs', texts: [comparisonSummary(comparison)] },
    {
      kind: 'stat',
      items: Object.entries({ A: a, B: b }).map(([title, run]) => ({
        title,
        value: `${run.id}, ${comparedRunTitle(run)}`,
      })),
    },
    differenceTable(differences.filter(({ verdict }) => verdict !== 'not-compared')),
    ...(conditions.length > 0 ? [conditionsBlock(comparison)] : []),
  ]
}
