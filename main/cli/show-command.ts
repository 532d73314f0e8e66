import type { Command } from 'commander'
import { openRuns } from './open-runs.ts'
import { wholeNumber } from './arguments.ts'
import { reportInput } from '../lab/report-input.ts'
import { runSummary } from './run-summary.ts'
import { print, say } from './terminal.ts'

export function addShowCommand(program: Command): void {
  program
    .command('show')
    .description('show a run’s comparison, or the raw output of one of its samples')
    .argument('<run>', 'id of the run, the beginning of one, or "latest"')
    .option(
      '--raw <n>',
      'print raw output number n as the measuring program printed it',
      wholeNumber({ least: 1, most: 1_000_000 }),
    )
    .action((name: string, { raw }: { readonly raw?: number }) => {
      using store = openRuns()
      const id = store.resolve(name)
      if (raw !== undefined) {
        const { stdout, stderr } = store.readRaw(id, raw)
        print(stdout)
        print(stderr, 'stderr')
        return
      }
      const run = store.run(id)
      say(runSummary(reportInput(store, run), undefined).trimEnd())
    })
}
