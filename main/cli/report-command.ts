import { writeFile } from 'node:fs/promises'
import { Option, type Command } from 'commander'
import { formats } from '../reports/formats.ts'
import { explaining } from '../system/errors.ts'
import { openRuns } from './open-runs.ts'
import { renderReport } from '../lab/report-input.ts'
import { writeCaptures } from './write-reports.ts'
import { print, say } from './terminal.ts'

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
      using store = openRuns()
      const runId = store.resolve(name)
      if (captures !== undefined) {
        for (const file of await writeCaptures(captures, store, runId)) say(file)
        return
      }
      const text = await renderReport(store, runId, format)
      if (out === undefined) print(text)
      else await writeOut(out, text)
    })
}

const writeOut = (file: string, text: string): Promise<void> =>
  explaining({ code: 'bad-usage', title: `Cannot write ${file}`, hint: 'Name a file in a folder that exists.' }, () =>
    writeFile(file, text),
  )
