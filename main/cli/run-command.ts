import type { Command } from 'commander'
import type { LabContext } from '../lab/lab-context.ts'
import { reportInput } from '../lab/report-input.ts'
import { completeSpec } from '../lab/resolve-spec.ts'
import { resumeTask, runTask } from '../lab/run-tasks.ts'
import type { RunRecord } from '../store/run-record.ts'
import { LabError } from '../system/errors.ts'
import { wholeNumber } from './arguments.ts'
import type { CommandContext } from './command-context.ts'
import { exitCodeOfRun } from './exit-codes.ts'
import { catalogFlag, engineFlag, type MachineFlags } from './machine-flags.ts'
import { endOfTask, openLab } from './own-lab.ts'
import { observerFor } from './progress/observer-for.ts'
import { runSummary } from './run-summary.ts'
import { specOf, withSpecFlags, type SpecFlags } from './spec-flags.ts'
import { ensureFolder, writeReports } from './write-reports.ts'
import { say } from './terminal.ts'

interface Flags extends SpecFlags, MachineFlags {
  readonly keep: boolean
  readonly out?: string
  readonly json?: true
  readonly resume?: string
}

export function addRunCommand(program: Command, context: CommandContext): void {
  const command = program
    .command('run')
    .description('make a cluster per variant, measure them all under the same conditions, and compare')
  withSpecFlags(command)
    .option('--concurrency <n>', 'clusters made at a time', wholeNumber({ least: 1, most: 8 }), 2)
    .addOption(catalogFlag())
    .addOption(engineFlag())
    .option('--sudo', 'make namespaces through sudo (netns), where the host forbids rootless ones', false)
    .option('--resume <run>', 'resume an interrupted run: measure what is missing')
    .option('--out <dir>', 'write report.html, report.json, report.csv and report.md there')
    .option('--json', 'print events as JSON lines')
    .action((flags: Flags) => run(flags, context))
}

async function run(flags: Flags, { signal, exitWith }: CommandContext): Promise<void> {
  using lab = openLab(flags)
  const record = await recordOf(flags, lab, signal)
  const input = reportInput(lab.store, record)
  const report = flags.out === undefined ? undefined : await writeReports(flags.out, input)
  if (!flags.json) say(runSummary(input, report).trimEnd())
  exitWith(exitCodeOfRun(record))
}

/**
 * The run itself, shown while it happens; when this returns, the screen is free for its result.
 * @throws LabError, or the signal's reason, where it has not come to measuring
 */
async function recordOf(flags: Flags, lab: LabContext, signal: AbortSignal): Promise<RunRecord> {
  const seen = { begin: false }
  using progress = observerFor(flags)
  const observer: LabContext['observer'] = {
    event: (event) => {
      seen.begin ||= event.type === 'run.started' || event.type === 'run.resumed'
      progress.event(event)
    },
    stepBegun: (...step) => {
      progress.stepBegun(...step)
    },
  }
  const plan = await planOf(flags, { ...lab, observer })
  if (flags.out !== undefined) await ensureFolder(flags.out)
  const { subject, error } = await endOfTask(plan, signal)
  if (seen.begin && subject.runId !== undefined) return lab.store.run(subject.runId)
  throw error ? new LabError(error) : signal.reason
}

const planOf = async (flags: Flags, lab: LabContext) =>
  flags.resume === undefined
    ? runTask(completeSpec(await specOf(flags)), lab)
    : resumeTask(lab.store.resolve(flags.resume), flags.keep, lab)
