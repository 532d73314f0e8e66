import { baselinePath } from '../probes/probe.ts'
import type { RunRecord } from '../store/run-record.ts'
import type { CellWithRounds } from './cells.ts'
import type { CellFlag, Comparison } from './findings.ts'
import { isCompared } from './questions.ts'
import { wantedCoverage } from './order-statistic-interval.ts'
import { minimumToRank } from './ranking.ts'
import { aheadIn } from './standing.ts'
import { counted, listOf } from './wording.ts'

const idleNoiseFrom = 0.1
/** So many comparisons that a false difference is to be expected even at 95 %. */
const manyComparisons = 20

/** What a reader must know before believing a number, the most general first. */
export const caveatsOf = (
  run: RunRecord,
  cells: readonly CellWithRounds[],
  comparisons: readonly Comparison[],
): readonly string[] => [
  ...aboutRuntime(run),
  ...aboutState(run),
  ...aboutRounds(run, cells),
  ...aboutFailures(run),
  ...aboutCells(cells),
  ...aboutComparisons(cells, comparisons),
  ...aboutMachine(run),
]

const oneKernel =
  'All nodes share one kernel and its CPUs: the numbers are the relative cost of the datapath on this machine, not what a network card would carry.'

function aboutRuntime({ spec }: RunRecord): readonly string[] {
  switch (spec.runtime) {
    case 'kind':
      return [oneKernel]
    case 'netns':
      return [
        oneKernel,
        'The netns variants are the kernel’s datapaths without a CNI: what CNIs are built from, not the CNIs.',
      ]
  }
}

function aboutState({ state }: RunRecord): readonly string[] {
  switch (state) {
    case 'running':
      return ['The run is still going on: what is shown will change.']
    case 'interrupted':
      return ['The run was interrupted: only what was measured before is shown.']
    case 'cancelled':
      return ['The run was cancelled: only what was measured before is shown.']
    case 'failed':
      return ['The run failed: only what was measured before is shown.']
    case 'complete':
      return []
  }
}

function aboutRounds({ spec }: RunRecord, cells: readonly CellWithRounds[]): readonly string[] {
  if (spec.mode === 'quick') return ['Quick mode: the numbers are indicative, nothing is ranked.']
  const few = cells.filter(({ cell }) => cell.flags.includes('indicative')).length
  return few > 0
    ? [
        `${String(few)} of ${String(cells.length)} values have fewer than ${String(minimumToRank)} rounds and are not ranked.`,
      ]
    : []
}

function aboutFailures({ variants, samples, failures }: RunRecord): readonly string[] {
  const failed = samples.filter(({ outcome }) => outcome.state === 'failed').length + failures.length
  const unread = samples.filter(({ outcome }) => outcome.state === 'unread').length
  return [
    ...variants.flatMap(({ id, error }) => (error ? [`${id} failed and took no further part: ${error.message}`] : [])),
    ...(failed > 0 ? [`${counted(failed, 'probe execution')} failed and are not in the numbers.`] : []),
    ...(unread > 0 ? [`${counted(unread, 'output')} could not be read before the run ended.`] : []),
  ]
}

function aboutCells(cells: readonly CellWithRounds[]): readonly string[] {
  const compared = cells.filter(({ question }) => isCompared(question))
  const withFlag = (flag: CellFlag) => compared.filter(({ cell }) => cell.flags.includes(flag))
  const share = (some: readonly CellWithRounds[]) =>
    `${String(some.length)} of ${counted(compared.length, 'compared value')} (${listOf(probesAndPaths(some))})`
  const limited = withFlag('cpu-limited')
  const unstable = withFlag('unstable')
  return [
    ...(limited.length > 0
      ? [`The CPU was the limit in ${share(limited)}: they show what the datapath costs, not what the path carries.`]
      : []),
    ...(unstable.length > 0 ? [`Values of different rounds vary by more than 10 % in ${share(unstable)}.`] : []),
  ]
}

const probesAndPaths = (cells: readonly CellWithRounds[]): readonly string[] => [
  ...new Set(cells.map(({ cell }) => `${cell.probe} ${cell.path.replace('/', ' ')}`)),
]

function aboutComparisons(cells: readonly CellWithRounds[], comparisons: readonly Comparison[]): readonly string[] {
  const baselines = comparisons.filter((comparison) => comparison.path === baselinePath && aheadIn(comparison))
  const pairs = [...new Set(baselines.map(({ a, b }) => `${a} and ${b}`))]
  return [
    ...(comparisons.length > 0 && cells.some(({ relativeByRound }) => relativeByRound.size > 0)
      ? [
          'Variants are compared by their values relative to the host-host baseline of the same cluster in the same round.',
        ]
      : []),
    ...(pairs.length > 0
      ? [`The host-host baselines differ between ${listOf(pairs)}: something besides the CNI differs.`]
      : []),
    ...(comparisons.length >= manyComparisons ? [aboutChance(comparisons)] : []),
  ]
}

/** With few rounds the intervals cover far less than 95 %, and a reader must know. */
function aboutChance(comparisons: readonly Comparison[]): string {
  const coverages = comparisons.flatMap(({ ratio }) => ratio.interval?.coverage ?? [])
  const coverage = Math.min(...coverages, wantedCoverage)
  const percent = Math.round(coverage * 100)
  const oneIn = Math.round(1 / (1 - coverage))
  return `Each of the ${String(comparisons.length)} comparisons holds at about ${String(percent)} % by itself; expect one in ${String(oneIn)} ties to look like a difference.`
}

function aboutMachine({ environment, idle, probes }: RunRecord): readonly string[] {
  const { governor, tools } = environment
  const usesIperf3 = probes.some(({ id }) => id === 'tcp-throughput')
  return [
    ...(usesIperf3 && isSingleThreaded(tools.iperf3)
      ? ['This iperf3 is older than 3.16 and works in one thread: several streams share one core.']
      : []),
    ...(governor !== undefined && governor !== 'performance'
      ? [`The CPU frequency governor is ${governor}, not performance: the clock may have changed during the run.`]
      : []),
    ...(idle && idle.paused > idleNoiseFrom
      ? [`${String(Math.round(idle.paused * 100))} % of the CPU was busy with nothing being measured.`]
      : []),
  ]
}

/** A thread for each stream came with iperf 3.16 (its release notes). */
function isSingleThreaded(version: string | undefined): boolean {
  const match = /\b3\.(\d+)/.exec(version ?? '')
  return match !== null && Number(match[1]) < 16
}
