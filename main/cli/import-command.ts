import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { importRun } from '../lab/import-run.ts'
import { refuseWhileInUse } from '../lab/machine-lock.ts'
import { openStore } from '../store/open-store.ts'
import { LabError } from '../system/errors.ts'
import { databaseFile, defaultPaths } from '../system/paths.ts'

export function addImportCommand(program: Command): void {
  program
    .command('import')
    .description('import a run that another CNI Lab has exported')
    .argument('<file>', 'a JSON report, or a run file (.cnilab)')
    .action(async (file: string) => {
      const text = await read(file)
      const paths = defaultPaths()
      refuseWhileInUse(paths, 'Cannot import the run')
      using store = openStore(databaseFile(paths))
      const { runId, isNew } = importRun(store, text)
      console.log(runId)
      console.error(isNew ? `Show it: cnilab show ${runId}` : 'It was here already.')
    })
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new LabError({
      code: 'bad-usage',
      title: `Cannot read ${file}`,
      message: error instanceof Error ? error.message : String(error),
      hint: 'Name a file that cnilab report RUN --format json has written.',
    })
  }
}
