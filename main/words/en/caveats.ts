import type { Caveat } from '../../findings/caveat.ts'
import { percent } from './quantity.ts'
import { asSentence, counted, listOf, sentencesOf } from './text.ts'

export const caveatText = sentencesOf<Caveat>({
  'one-kernel': () =>
    'All nodes share one kernel and its CPUs: the numbers are the relative cost of the datapath on this machine, not what a network card would carry.',
  'reference-datapaths': () =>
    'These variants are the kernel’s datapaths without a CNI: what CNIs are built from, not the CNIs.',
  unfinished: ({ state }) => unfinished[state],
  'few-rounds': ({ count, of, minimum }) =>
    `${String(count)} of ${String(of)} compared values have fewer than ${String(minimum)} rounds: nothing leads there.`,
  'variant-failed': ({ variant, message }) =>
    `${variant} failed and was excluded from the rest of the run: ${asSentence(message)}`,
  'executions-failed': ({ count }) => `${counted(count, 'probe execution')} failed and are not in the numbers.`,
  'outputs-unread': ({ count }) => `${counted(count, 'output')} could not be read before the run ended.`,
  'cpu-limited': (cells) =>
    `The CPU was the limit in ${share(cells)}: they show what the datapath costs, not what the path carries.`,
  unstable: (cells) => `Values of different rounds vary by more than 10 % in ${share(cells)}.`,
  drifting: (cells) => `Values rise or fall over the rounds in ${share(cells)}: pairs of the same round are compared.`,
  outliers: (cells) =>
    `Single rounds lie far from the others in ${share(cells)}: they are kept, and ranks do not mind them.`,
  'baselines-differ': ({ pairs }) =>
    `The host-host baselines differ between ${listOf(pairs.map(({ a, b }) => `${a} and ${b}`))}: something besides the CNI differs.`,
  'iperf3-single-threaded': () =>
    'This iperf3 is older than 3.16 and works in one thread: several streams share one core.',
  governor: ({ governor }) =>
    `The CPU frequency governor is ${governor}, not performance: the clock may have changed during the run.`,
  'idle-load': ({ share: busy }) => `${percent(busy)} of the CPU was busy with nothing being measured.`,
})

/** The same in a few words, for a line that names the most important ones. */
export const caveatName = sentencesOf<Caveat>({
  'one-kernel': () => 'relative cost on this machine, no network’s speed',
  'reference-datapaths': () => 'datapaths of the kernel, no CNIs',
  unfinished: ({ state }) => `the run is ${state}`,
  'few-rounds': ({ count, of }) => `${String(count)} of ${String(of)} values have too few rounds`,
  'variant-failed': ({ variant }) => `${variant} failed`,
  'executions-failed': ({ count }) => `${counted(count, 'execution')} failed`,
  'outputs-unread': ({ count }) => `${counted(count, 'output')} unread`,
  'cpu-limited': ({ count, of }) => `the CPU was the limit in ${String(count)} of ${counted(of, 'value')}`,
  unstable: ({ count, of }) => `${String(count)} of ${counted(of, 'value')} unstable`,
  'baselines-differ': ({ pairs }) => `host-host differs in ${counted(pairs.length, 'pair')}`,
  drifting: ({ count, of }) => `${String(count)} of ${counted(of, 'value')} drift`,
  outliers: ({ count, of }) => `single rounds far off in ${String(count)} of ${counted(of, 'value')}`,
  'iperf3-single-threaded': () => 'iperf3 works in one thread',
  governor: ({ governor }) => `CPU governor ${governor}`,
  'idle-load': ({ share: busy }) => `${percent(busy)} of the CPU busy when idle`,
})

const unfinished = {
  running: 'The run is not finished: what is shown will change.',
  interrupted: 'The run was interrupted: only what was measured before is shown.',
  cancelled: 'The run was cancelled: only what was measured before is shown.',
  failed: 'The run failed: only what was measured before is shown.',
} as const

const share = ({
  count,
  of,
  where,
}: Extract<Caveat, { code: 'cpu-limited' | 'unstable' | 'drifting' | 'outliers' }>): string =>
  `${String(count)} of ${counted(of, 'compared value')} (${listOf(where.map(({ probe, path }) => `${probe} ${path.replace('/', ' ')}`))})`
