import { readFile } from 'node:fs/promises'
import { InvalidArgumentError, Option, type Command } from 'commander'
import { runtimes } from '../clusters/index.ts'
import { bounds } from '../experiment/bounds.ts'
import { ipFamilies } from '../experiment/ip-family.ts'
import { modeIds } from '../experiment/modes.ts'
import { trafficPaths, type TrafficPath } from '../experiment/paths.ts'
import type { ExperimentSpec } from '../experiment/spec.ts'
import { explaining } from '../system/errors.ts'
import { list, time, wholeNumber } from './arguments.ts'

/** What is asked for, as flags give it: policies as a file, and nothing where it is the usual. */
export interface SpecFlags extends Partial<Omit<ExperimentSpec, 'durationS' | 'budgetMs' | 'userPolicies'>> {
  readonly duration?: number
  readonly budget?: number
  readonly policies?: string
}

/** A flag for each field of the spec, with the spec's own choices and bounds. */
export const withSpecFlags = (command: Command): Command =>
  command
    .option('--variants <list>', 'what to compare (cnilab list variants); default: one of each CNI', list)
    .addOption(new Option('--runtime <id>', 'where clusters come from').choices(runtimes.ids))
    .addOption(new Option('--ip-family <family>', 'addresses in clusters: IPv4, or both').choices(ipFamilies))
    .option('--probes <list>', 'what to measure and check (cnilab list probes); default: all', list)
    .option('--policies <file>', 'NetworkPolicies (YAML) to check in each cluster, beside the built-in cases')
    .option('--paths <list>', 'which paths to measure besides the reference host-host; default: all', paths)
    .addOption(new Option('--mode <mode>', 'how small a difference is to be found').choices(modeIds).default('quick'))
    .option('--budget <time>', 'time of the measuring, e.g. 10m, instead of what the mode takes', time(bounds.budgetMs))
    .option('--rounds <n>', 'so many rounds, whatever they tell', wholeNumber(bounds.rounds))
    .option(
      '--duration <s>',
      'seconds of each throughput measurement instead of the mode’s bytes',
      wholeNumber(bounds.durationS, 'seconds'),
    )
    .option('--seed <n>', 'makes the shuffled order repeatable', wholeNumber(bounds.seed))
    .option('--keep', 'keep the clusters for later runs', false)

/** @throws LabError `bad-usage` where the policies cannot be read */
export async function specOf({ duration, budget, policies, ...flags }: SpecFlags): Promise<Partial<ExperimentSpec>> {
  const { variants, runtime, ipFamily, probes, paths, mode, rounds, seed, keep } = flags
  const spec = {
    variants,
    runtime,
    ipFamily,
    probes,
    paths,
    mode,
    rounds,
    seed,
    keep,
    durationS: duration,
    budgetMs: budget,
  }
  return policies === undefined ? spec : { ...spec, userPolicies: await readPolicies(policies) }
}

function paths(text: string): readonly TrafficPath[] {
  return list(text).map((name) => {
    const path = trafficPaths.find((id) => id === name)
    if (path) return path
    throw new InvalidArgumentError(`There is no path ${name}. There are ${trafficPaths.join(', ')}.`)
  })
}

const readPolicies = (file: string): Promise<string> =>
  explaining(
    {
      code: 'bad-usage',
      title: `Cannot read the policies in ${file}`,
      hint: 'Name a YAML file of NetworkPolicies: --policies FILE',
    },
    () => readFile(file, 'utf8'),
  )
