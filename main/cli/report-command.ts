import { writeFile } from 'node:fs/promises'
import { InvalidArgumentError, Option, type Command } from 'commander'
import { defaultNeeds, needIds, needsOf, priorityIds, wantedNeeds } from '../findings/recommendation/needs.ts'
import type { Needs } from '../findings/recommendation/recommendation.ts'
import { formats } from '../reports/formats.ts'
import { explaining } from '../system/errors.ts'
import { list } from './arguments.ts'
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
  readonly needs?: readonly string[]
  readonly priority?: Needs['priority']
  readonly out?: string
  readonly captures?: string
}

export function addReportCommand(program: Command): void {
  program
    .command('report')
    .description('write a run’s report')
    .argument('<run>', 'id of the run, the beginning of one, or "latest"')
    .addOption(new Option('--format <format>').choices(printable).default('html'))
    .option('--needs <list>', `what you need: ${needIds.join(', ')}, or none`, needs)
    .addOption(new Option('--priority <what>', 'what weighs most among those that meet it').choices(priorityIds))
    .option('--out <file>', 'where to; standard output unless given')
    .option('--captures <dir>', 'write the captures of packets there instead, to be opened with Wireshark')
    .action(async (name: string, { format, out, captures, ...wanted }: Flags) => {
      using store = openRuns()
      const runId = store.resolve(name)
      if (captures !== undefined) {
        for (const file of await writeCaptures(captures, store, runId)) say(file)
        return
      }
      const text = await renderReport(store, runId, format, needsGiven(wanted))
      if (out === undefined) print(text)
      else await writeOut(out, text)
    })
}

const writeOut = (file: string, text: string): Promise<void> =>
  explaining({ code: 'bad-usage', title: `Cannot write ${file}`, hint: 'Name a file in a folder that exists.' }, () =>
    writeFile(file, text),
  )

/** `none` is for who needs nothing but what weighs most. */
function needs(text: string): readonly string[] {
  if (text === 'none') return []
  const named = list(text)
  const unknown = named.find((name) => !needIds.some((id) => id === name))
  if (unknown === undefined) return named
  throw new InvalidArgumentError(`There is no need ${unknown}. There are ${needIds.join(', ')}, and none.`)
}

/** None where nothing was said: then it is what the run can answer. */
const needsGiven = ({ needs: named, priority }: Pick<Flags, 'needs' | 'priority'>): Needs | undefined =>
  named === undefined && priority === undefined
    ? undefined
    : needsOf(named ?? wantedNeeds(defaultNeeds), priority ?? defaultNeeds.priority)
