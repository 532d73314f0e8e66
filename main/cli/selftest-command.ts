import { randomInt } from 'node:crypto'
import type { Command } from 'commander'
import { InvalidArgumentError, Option } from 'commander'
import { bounds } from '../experiment/bounds.ts'
import { isBroken } from '../lab/selftest/tally.ts'
import { selftestRuntimes } from '../lab/selftest/twin-experiment.ts'
import { list, wholeNumber } from './arguments.ts'
import type { CommandContext } from './command-context.ts'
import { exitCodes } from './exit-codes.ts'
import { clusterLab } from './own-lab.ts'
import { selftestProgress, selftestText } from './selftest-text.ts'
import { say, tell } from './terminal.ts'

interface Flags {
  readonly experiments: number
  readonly slowDown: readonly number[]
  readonly seed?: number
  readonly runtime: string
  readonly pairs: number
  readonly rounds?: number
  readonly journal?: string
  readonly sudo: boolean
  readonly json?: true
}

const usual = { experiments: 20, pairs: 16, slowDowns: [0.1] } as const

export function addSelftestCommand(program: Command, context: CommandContext): void {
  const runtimes = selftestRuntimes()
  program
    .command('selftest')
    .description(
      'test the lab itself: how often it finds a difference that is none, and how often it misses one that is there',
    )
    .option('--experiments <n>', 'of each kind', wholeNumber({ least: 1, most: 1_000 }), usual.experiments)
    .addOption(
      new Option('--slow-down <list>', 'known differences to be found, in percent, e.g. 10,20')
        .argParser(shares)
        .default(usual.slowDowns, '10'),
    )
    .option(
      '--pairs <n>',
      'samples that each slow-down is calibrated with',
      wholeNumber({ least: 6, most: 200 }),
      usual.pairs,
    )
    .option('--seed <n>', 'of all seeds; drawn unless given', wholeNumber(bounds.seed))
    .option(
      '--rounds <n>',
      'in each experiment, instead of as many as the quick mode plans',
      wholeNumber(bounds.rounds),
    )
    .addOption(new Option('--runtime <id>', 'where').choices(runtimes).default(runtimes[0]))
    .option('--journal <file>', 'keep each experiment there, and go on from those that are there (needs --seed)')
    .option('--sudo', 'make namespaces through sudo, where the host forbids rootless ones', false)
    .option('--json', 'print everything as JSON')
    .action((flags: Flags) => run(flags, context))
}

async function run(flags: Flags, { signal, exitWith }: CommandContext): Promise<void> {
  const { slowDown: slowDowns, seed = randomInt(bounds.seed.most + 1), sudo, json, ...rest } = flags
  // What makes clusters is loaded only where some are made.
  const { selftest } = await import('../lab/selftest/selftest.ts')
  const watch = selftestProgress(tell)
  const report = await selftest({ ...rest, slowDowns, seed }, clusterLab({ sudo }), watch, signal)
  say(json ? JSON.stringify(report, undefined, 2) : selftestText(report))
  if (isBroken(report.tally)) exitWith(exitCodes.checkFailed)
}

const percentOf = wholeNumber({ least: 1, most: 100 }, 'percent')

/** `10,20` as 0.1 and 0.2. `0` alone: equal twins, and nothing else. */
function shares(text: string): readonly number[] {
  if (text === '0') return []
  const all = list(text).map((each) => percentOf(each) / 100)
  if (new Set(all).size === all.length) return all
  throw new InvalidArgumentError('Name each slow-down once.')
}
