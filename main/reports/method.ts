import { referencePath } from '../experiment/paths.ts'
import type { Estimate, Findings } from '../findings/findings.ts'
import type { RunRecord } from '../store/run-record.ts'
import { noiseFloorSentence } from '../words/en/noise-floor.ts'
import { percent } from '../words/en/quantity.ts'

/** How the numbers were made, in plain words, one idea a sentence. */
export function methodOf(
  run: Pick<RunRecord, 'spec' | 'idle' | 'rounds' | 'probes' | 'environment'>,
  findings: Pick<Findings, 'cells'>,
): readonly string[] {
  const { spec, idle, probes, environment } = run
  const rounds = run.rounds.length
  return [
    `The unit is one whole probe execution. Every round measures every variant once; ${String(rounds)} of ${String(spec.rounds)} planned rounds were begun${spec.maxRounds > spec.rounds ? `, at most ${String(spec.maxRounds)} were allowed` : ''}.`,
    `In each round the variants came in another order, balanced over the rounds and drawn from the seed ${String(spec.seed)}, never CNI by CNI, so that a machine that gets slower or faster is not taken for a difference between variants.`,
    `Mode ${spec.mode}: throughput was measured for ${String(spec.intensity.durationS)} s and latency with ${String(spec.intensity.requests)} requests an execution.`,
    ...(spec.ipFamily === 'dual'
      ? ['Clusters were made for IPv4 and IPv6 (dual stack). What was measured went over IPv4.']
      : []),
    'Before a path was measured it had to be stable, and the beginning of each transfer is left out.',
    `The baseline is ${referencePath}: the same probe between the nodes themselves, without the CNI, in the same cluster and the same round. A ratio to the baseline is a value divided by the baseline value of its own round.`,
    `The value shown is the median over rounds. ${intervalWords(findings)}`,
    'Two variants are compared by their values paired by round, from six rounds on. All decisions of a run together are wrong anywhere in at most 5 % of runs (Holm’s procedure over all headline questions and pairs); an interval by itself is for its one comparison. Equal is what is shown to differ by less than 5 %. Percentiles of latency are taken over all single requests together, never averaged.',
    ...(idle
      ? [
          `Clusters not under test were paused: with all of them running this machine was ${percent(idle.running)} busy, with them paused ${percent(idle.paused)}.`,
        ]
      : []),
    ...(environment.noiseFloor ? [noiseFloorSentence(environment.noiseFloor, probes)] : []),
  ]
}

function intervalWords({ cells }: Pick<Findings, 'cells'>): string {
  const intervals = cells
    .flatMap(({ absolute, toBaseline }) => [absolute, toBaseline])
    .flatMap((estimate?: Estimate) => (estimate?.interval ? [estimate.interval] : []))
  if (intervals.length === 0) return 'There are too few rounds for intervals.'
  const methods = [...new Set(intervals.map(({ method }) => methodNames[method]))]
  const coverages = intervals.map(({ coverage }) => coverage)
  const [low, high] = [Math.min(...coverages), Math.max(...coverages)].map(percent)
  const coverage = low === high ? (low ?? '') : `${low ?? ''} to ${high ?? ''}`
  return `Its interval holds the true median with a probability of ${coverage} (${methods.join('; ')}).`
}

const methodNames = {
  'order-statistic': 'order statistics, no assumption about the distribution',
  'signed-rank': 'Hodges–Lehmann, exact signed ranks',
  'rank-sum': 'Hodges–Lehmann, exact rank sums',
}
