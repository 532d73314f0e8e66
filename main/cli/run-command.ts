import { randomInt } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { Option, type Command } from 'commander'
import { modes } from '../experiment/modes.ts'
import { prepareExperiment, type RunOptions } from '../lab/prepare-experiment.ts'
import { resumeExperiment, runExperiment } from '../lab/experiment.ts'
import { LabError } from '../system/errors.ts'
import { databaseFile, defaultPaths, type Paths } from '../system/paths.ts'
import { openStore } from '../store/open-store.ts'
import type { RunRecord } from '../store/run-record.ts'
import type { Store } from '../store/store.ts'
import { list, wholeNumber } from './arguments.ts'
import { exitCodeOfRun } from './exit-codes.ts'
import type { CommandContext } from './command-context.ts'
import { observerFor } from './progress/observer-for.ts'
import { reportInput } from '../lab/report-input.ts'
import { runSummary } from './run-summary.ts'
import { ensureFolder, writeReports } from './write-reports.ts'

interface Flags extends Omit<RunOptions, 'seed' | 'userPolicies'> {
  readonly policies?: string
  readonly seed?: number
  readonly out?: string
  readonly json?: true
  readonly resume?: string
}

export function addRunCommand(program: Command, context: CommandContext): void {
  program
    .command('run')
    .description('make a cluster per variant, measure them all under the same conditions, and compare')
    .option(
      '--variants <list>',
      'what to compare (cnilab list variants); default: one of each CNI, or all of netns',
      list,
    )
    .addOption(new Option('--runtime <id>', 'where clusters come from').choices(['kind', 'netns']))
    .addOption(
      new Option('--ip-family <family>', 'addresses in kind clusters: IPv4, or both').choices(['ipv4', 'dual']),
    )
    .option('--probes <list>', 'what to measure (cnilab list probes); default: all', list)
    .option('--policies <file>', 'NetworkPolicies (YAML) to try in each cluster, beside the built-in cases')
    .option('--paths <list>', 'which paths to measure besides the baseline host-host; default: all', list)
    .addOption(new Option('--mode <mode>', 'how often and how long').choices(Object.keys(modes)).default('quick'))
    .option('--rounds <n>', 'rounds instead of the mode’s', wholeNumber(1, 100))
    .option(
      '--duration <s>',
      'seconds of each throughput measurement instead of the mode’s',
      wholeNumber(1, 3600, 'seconds'),
    )
    .option('--seed <n>', 'makes the shuffled order repeatable', wholeNumber(0, 2 ** 32 - 1))
    .option('--keep', 'leave the clusters for later runs', false)
    .option('--concurrency <n>', 'clusters made at a time', wholeNumber(1, 8), 2)
    .option('--catalog <file>', 'versions, sources and images instead of the pinned ones')
    .addOption(new Option('--engine <id>', 'container engine for kind').choices(['docker', 'podman']))
    .option('--sudo', 'make namespaces through sudo (netns), where the host forbids rootless ones', false)
    .option('--resume <run>', 'go on with an interrupted run: measure what is missing')
    .option('--out <dir>', 'write report.html, report.json, report.csv and report.md there')
    .option('--json', 'print events as JSON lines')
    .action((flags: Flags) => run(flags, context))
}

async function run(flags: Flags, { signal, exitWith }: CommandContext): Promise<void> {
  const paths = defaultPaths()
  using store = openStore(databaseFile(paths))
  const record = await conduct(flags, paths, store, signal)
  const input = reportInput(store, record)
  const report = flags.out === undefined ? undefined : await writeReports(flags.out, input)
  if (!flags.json) process.stdout.write(runSummary(input, report))
  exitWith(exitCodeOfRun(record))
}

/** The run itself, shown while it happens; when this returns, the screen is free for its result. */
async function conduct(flags: Flags, paths: Paths, store: Store, signal: AbortSignal): Promise<RunRecord> {
  const resumed = flags.resume === undefined ? undefined : store.run(store.resolve(flags.resume))
  const { policies, ...choice } = flags
  const userPolicies = policies === undefined ? {} : { userPolicies: await readPolicies(policies) }
  const options: RunOptions = { ...choice, ...userPolicies, seed: flags.seed ?? randomInt(2 ** 32) }
  using observer = observerFor(flags.json ? 'json' : process.stderr.isTTY ? 'live' : 'plain')
  const { experiment, parts } = await prepareExperiment(options, resumed, { paths, store, observer }, signal)
  if (flags.out) await ensureFolder(flags.out)
  return resumed
    ? await resumeExperiment(resumed.id, experiment, parts, signal)
    : await runExperiment(experiment, parts, signal)
}

async function readPolicies(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new LabError({
      code: 'bad-usage',
      title: `Cannot read the policies in ${file}`,
      message: error instanceof Error ? error.message : String(error),
      hint: 'Name a YAML file of NetworkPolicies: --policies FILE',
    })
  }
}
