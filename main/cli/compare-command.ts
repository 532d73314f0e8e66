import type { Command } from 'commander'
import { compareRuns } from '../findings/compare-runs.ts'
import { openRunView } from '../lab/run-view.ts'
import { openStore } from '../store/open-store.ts'
import { databaseFile, defaultPaths } from '../system/paths.ts'
import { comparisonText } from './comparison-text.ts'

export function addCompareCommand(program: Command): void {
  program
    .command('compare')
    .description('say what changed from one run to another, and what else is not the same')
    .argument('<a>', 'id of the earlier run, the beginning of one, or "latest"')
    .argument('<b>', 'the later run')
    .option('--json', 'print the comparison as JSON')
    .action((a: string, b: string, { json }: { readonly json?: true }) => {
      using store = openStore(databaseFile(defaultPaths()))
      const [first, second] = [store.resolve(a), store.resolve(b)]
      const comparison = compareRuns(openRunView(store, first), openRunView(store, second))
      console.log(json ? JSON.stringify(comparison, undefined, 2) : comparisonText(comparison))
    })
}
