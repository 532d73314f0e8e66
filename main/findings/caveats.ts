import { referencePath } from '../experiment/paths.ts'
import { runtimes } from '../clusters/index.ts'
import type { RunRecord } from '../store/run-record.ts'
import type { Caveat } from './caveat.ts'
import type { CellWithRounds } from './cells.ts'
import type { CellFlag, Comparison } from './findings.ts'
import { fewestRounds } from '../statistics/promises.ts'
import { isCompared } from './questions.ts'
import { aheadIn } from './relative-results.ts'
import { failuresOf, samplesOf } from './samples.ts'

const idleNoiseFrom = 0.1

/** What a reader must know before believing a number, the most general first. */
export const caveatsOf = (
  run: RunRecord,
  cells: readonly CellWithRounds[],
  comparisons: readonly Comparison[],
): readonly Caveat[] => [
  ...aboutRuntime(run),
  ...(run.state === 'complete' ? [] : [{ code: 'unfinished', state: run.state } as const]),
  ...aboutRounds(cells),
  ...aboutFailures(run),
  ...aboutCells(cells),
  ...aboutReference(comparisons),
  ...aboutMachine(run),
]

const aboutRuntime = ({ spec }: RunRecord): readonly Caveat[] =>
  (runtimes.find(spec.runtime)?.limitations ?? []).map((code) => ({ code }))

function aboutRounds(cells: readonly CellWithRounds[]): readonly Caveat[] {
  const compared = cells.filter(({ question }) => isCompared(question))
  const count = compared.filter(({ cell }) => cell.flags.includes('few-rounds')).length
  return count > 0 ? [{ code: 'few-rounds', count, of: compared.length, minimum: fewestRounds }] : []
}

function aboutFailures(run: RunRecord): readonly Caveat[] {
  const samples = samplesOf(run)
  const failed = samples.filter(({ outcome }) => outcome.state === 'failed').length + failuresOf(run).length
  const unread = samples.filter(({ outcome }) => outcome.state === 'unread').length
  return [
    ...run.variants.flatMap(({ id, error }) =>
      error ? [{ code: 'variant-failed', variant: id, message: error.message } as const] : [],
    ),
    ...(failed > 0 ? [{ code: 'executions-failed', count: failed } as const] : []),
    ...(unread > 0 ? [{ code: 'outputs-unread', count: unread } as const] : []),
  ]
}

function aboutCells(cells: readonly CellWithRounds[]): readonly Caveat[] {
  const compared = cells.filter(({ question }) => isCompared(question))
  const flagged = (
    code: Extract<CellFlag, 'cpu-limited' | 'unstable' | 'drifting' | 'outliers'>,
  ): readonly Caveat[] => {
    const some = compared.filter(({ cell }) => cell.flags.includes(code)).map(({ cell }) => cell)
    const where = new Map(some.map(({ probe, path }) => [`${probe} ${path}`, { probe, path }]))
    return some.length > 0 ? [{ code, count: some.length, of: compared.length, where: [...where.values()] }] : []
  }
  return [...flagged('cpu-limited'), ...flagged('unstable'), ...flagged('drifting'), ...flagged('outliers')]
}

function aboutReference(comparisons: readonly Comparison[]): readonly Caveat[] {
  const differing = comparisons.filter((comparison) => comparison.path === referencePath && aheadIn(comparison))
  const pairs = new Map(differing.map(({ a, b }) => [`${a} ${b}`, { a, b }]))
  return pairs.size > 0 ? [{ code: 'baselines-differ', pairs: [...pairs.values()] }] : []
}

function aboutMachine(run: RunRecord): readonly Caveat[] {
  const { idle } = run
  const { governor, tools } = run.environment
  const usesIperf3 = samplesOf(run).some(({ command }) => command.includes('iperf3'))
  return [
    ...(usesIperf3 && isSingleThreaded(tools.iperf3) ? [{ code: 'iperf3-single-threaded' } as const] : []),
    ...(governor !== undefined && governor !== 'performance' ? [{ code: 'governor', governor } as const] : []),
    ...(idle && idle.paused > idleNoiseFrom ? [{ code: 'idle-load', share: idle.paused } as const] : []),
  ]
}

/** A thread for each stream came with iperf 3.16 (its release notes). */
function isSingleThreaded(version: string | undefined): boolean {
  const match = /\b3\.(\d+)/.exec(version ?? '')
  return match !== null && Number(match[1]) < 16
}
