import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { importRun } from '../lab/import-run.ts'
import { holdMachine } from '../lab/machine-lock.ts'
import { openStore } from '../store/open-store.ts'
import { explaining } from '../system/errors.ts'
import { databaseFile, defaultPaths } from '../system/paths.ts'
import { say, tell } from './terminal.ts'

export function addImportCommand(program: Command): void {
  program
    .command('import')
    .description('import a run that another CNI Lab has exported')
    .argument('<file>', 'a JSON report, or a run file (.cnilab)')
    .action(async (file: string) => {
      const text = await read(file)
      const paths = defaultPaths()
      using _machine = holdMachine(paths, 'the import of a run', { title: 'Cannot import the run' })
      using store = openStore(databaseFile(paths))
      const { runId, isNew } = importRun(store, text)
      say(runId)
      tell(isNew ? `Show it: cnilab show ${runId}` : 'It was here already.')
    })
}

const read = (file: string): Promise<string> =>
  explaining(
    {
      code: 'bad-usage',
      title: `Cannot read ${file}`,
      hint: 'Name a file that cnilab report RUN --format json has written.',
    },
    () => readFile(file, 'utf8'),
  )
