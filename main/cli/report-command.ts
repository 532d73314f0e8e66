import { writeFile } from 'node:fs/promises'
import { Option, type Command } from 'commander'
import { formats } from '../reports/formats.ts'
import { openStore } from '../store/open-store.ts'
import { LabError } from '../system/errors.ts'
import { databaseFile, defaultPaths } from '../system/paths.ts'
import { reportInput } from '../lab/report-input.ts'
import { writeCaptures } from './write-reports.ts'

const printable = formats
  .all()
  .filter(({ isPrinted }) => !isPrinted)
  .map(({ id }) => id)

interface Flags {
  readonly format: string
  readonly out?: string
  readonly captures?: string
}

export function addReportCommand(program: Command): void {
  program
    .command('report')
    .description('write a run’s report')
    .argument('<run>', 'id of the run, the beginning of one, or "latest"')
    .addOption(new Option('--format <format>').choices(printable).default('html'))
    .option('--out <file>', 'where to; standard output unless given')
    .option('--captures <dir>', 'write the captures of packets there instead, to be opened with Wireshark')
    .action(async (name: string, { format, out, captures }: Flags) => {
      using store = openStore(databaseFile(defaultPaths()))
      const run = store.run(store.resolve(name))
      if (captures !== undefined) {
        for (const file of await writeCaptures(captures, store, run.id)) console.log(file)
        return
      }
      const text = await formats.get(format).render(reportInput(store, run))
      if (out === undefined) process.stdout.write(text)
      else await writeOut(out, text)
    })
}

async function writeOut(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new LabError({
      code: 'bad-usage',
      title: `Cannot write ${file}`,
      message,
      hint: 'Name a file in a folder that exists.',
    })
  }
}
