import type { Caveat } from '../../findings/caveat.ts'
import { percent } from './quantity.ts'
import { asSentence, counted, listOf } from './text.ts'

export function caveatText(caveat: Caveat): string {
  switch (caveat.code) {
    case 'one-kernel':
      return 'All nodes share one kernel and its CPUs: the numbers are the relative cost of the datapath on this machine, not what a network card would carry.'
    case 'reference-datapaths':
      return 'These variants are the kernel’s datapaths without a CNI: what CNIs are built from, not the CNIs.'
    case 'unfinished':
      return unfinished[caveat.state]
    case 'quick-mode':
      return 'Quick mode: the numbers are indicative, nothing is ranked.'
    case 'few-rounds':
      return `${String(caveat.count)} of ${String(caveat.of)} values have fewer than ${String(caveat.minimum)} rounds and are not ranked.`
    case 'variant-failed':
      return `${caveat.variant} failed and was excluded from the rest of the run: ${asSentence(caveat.message)}`
    case 'executions-failed':
      return `${counted(caveat.count, 'probe execution')} failed and are not in the numbers.`
    case 'outputs-unread':
      return `${counted(caveat.count, 'output')} could not be read before the run ended.`
    case 'cpu-limited':
      return `The CPU was the limit in ${share(caveat)}: they show what the datapath costs, not what the path carries.`
    case 'unstable':
      return `Values of different rounds vary by more than 10 % in ${share(caveat)}.`
    case 'relative-to-baseline':
      return 'Variants are compared by their values relative to the host-host baseline of the same cluster in the same round.'
    case 'baselines-differ':
      return `The host-host baselines differ between ${listOf(caveat.pairs.map(({ a, b }) => `${a} and ${b}`))}: something besides the CNI differs.`
    case 'chance':
      return `With ${counted(caveat.comparisons, 'comparison')} at ${percent(caveat.coverage)} each, expect about ${counted(Math.max(1, Math.round(caveat.expected)), 'false difference')}.`
    case 'iperf3-single-threaded':
      return 'This iperf3 is older than 3.16 and works in one thread: several streams share one core.'
    case 'governor':
      return `The CPU frequency governor is ${caveat.governor}, not performance: the clock may have changed during the run.`
    case 'idle-load':
      return `${percent(caveat.share)} of the CPU was busy with nothing being measured.`
  }
}

const unfinished = {
  running: 'The run is not finished: what is shown will change.',
  interrupted: 'The run was interrupted: only what was measured before is shown.',
  cancelled: 'The run was cancelled: only what was measured before is shown.',
  failed: 'The run failed: only what was measured before is shown.',
} as const

const share = ({ count, of, where }: Extract<Caveat, { code: 'cpu-limited' | 'unstable' }>): string =>
  `${String(count)} of ${counted(of, 'compared value')} (${listOf(where.map(({ probe, path }) => `${probe} ${path.replace('/', ' ')}`))})`
