import { Argument, type Command } from 'commander'
import { variants } from '../cnis/index.ts'
import { probes } from '../probes/index.ts'
import { openRuns } from './open-runs.ts'
import { columns } from './columns.ts'
import { say } from './terminal.ts'

const lists = {
  variants: () => variants.all().map(({ id, runtime, title, configured }) => [id, runtime, title, configured.datapath]),
  probes: () =>
    probes.all().map(({ id, title, question, onWish }) => [id, title, onWish ? 'on wish' : 'usual', question]),
  runs: () => {
    using store = openRuns()
    return store
      .runs()
      .map(({ id, state, error, runtime, mode, samples, variants: names }) => [
        id,
        state,
        runtime,
        mode,
        `${String(samples)} samples`,
        error?.message ?? names.join(', '),
      ])
  },
}

export function addListCommand(program: Command): void {
  program
    .command('list')
    .description('list what there is to compare, what there is to measure, or past runs')
    .addArgument(new Argument('<what>').choices(Object.keys(lists)))
    .action((what: keyof typeof lists) => {
      const rows = lists[what]()
      say(rows.length > 0 ? columns(rows) : 'There are none yet: cnilab run')
    })
}
