import { mean } from 'simple-statistics'
import { LabError } from '../../system/errors.ts'
import type { Numbers } from '../numbers.ts'
import { iperf3Failure } from './failure.ts'
import { readIperf3Output, type Iperf3Report } from './report.ts'

const title = 'Cannot measure TCP throughput'

/**
 * Reads the JSON of one iperf3 client.
 * @throws LabError `probe-failed` in iperf3's own words, or when nothing arrived; `unparsable-output`
 */
export function parseIperf3(stdout: string): Numbers {
  const output = readIperf3Output(stdout)
  if ('error' in output) throw iperf3Failure(title, output.error)
  const { end } = output.report
  if (end.sum_received.bytes === 0 || end.sum_received.bits_per_second === 0)
    throw new LabError({
      code: 'probe-failed',
      title,
      message: 'The connection was made, but nothing arrived at the server.',
      hint: 'Small packets pass and large ones do not when the MTU of the path is smaller than that of the Pods.',
    })
  return numbersOf(output.report)
}

/** What is beside the throughput is given where it can be true, and else told. */
function numbersOf(report: Iperf3Report): Numbers {
  const { end } = report
  const cpu = end.cpu_utilization_percent
  const given: readonly Beside[] = [
    { metric: 'retransmits', value: end.sum_sent.retransmits, most: Number.MAX_SAFE_INTEGER },
    { metric: 'senderCpu', value: cpu.host_total, most: mostCpuPercent(report) },
    { metric: 'receiverCpu', value: cpu.remote_total, most: mostCpuPercent(report) },
    { metric: 'meanRttMs', value: meanRttMs(end.streams), most: longestRttMs },
  ]
  const told = given.filter((each): each is Beside & { value: number } => typeof each.value === 'number')
  const plausible = told.filter(({ value, most }) => value >= 0 && value <= most)
  const leftOut = told.filter((each) => !plausible.includes(each)).map(({ metric, value }) => ({ metric, value }))
  const metrics = Object.fromEntries(plausible.map(({ metric, value }) => [metric, value]))
  return {
    metrics: { throughput: end.sum_received.bits_per_second, ...metrics },
    cpuLimited: isCpuLimited(report, Math.max(metrics.senderCpu ?? 0, metrics.receiverCpu ?? 0)),
    ...(leftOut.length > 0 && { leftOut }),
  }
}

interface Beside {
  readonly metric: string
  readonly value: number | null | undefined
  /** What can be true at most. */
  readonly most: number
}

/** The TCP stack gives up long before. */
const longestRttMs = 600_000

function meanRttMs(streams: Iperf3Report['end']['streams']): number | undefined {
  const rttsUs = streams.flatMap(({ sender }) => sender?.mean_rtt ?? [])
  return rttsUs.length > 0 ? mean(rttsUs) / 1000 : undefined
}

/** Busier side of plain CNIs in published raw data of CPU-bound single streams: 84 to 99 % of a core. */
const limitPercent = 80

/** First version with a thread per stream. Source: iperf release notes, 3.16. */
const threadedSince = [3, 16] as const

/** Threads that move data: before 3.16 all streams share one, so that eight streams saturate one core like one does. */
function dataThreads({ start }: Iperf3Report): number {
  const match = /(\d+)\.(\d+)/.exec(start.version)
  const [major, minor] = [Number(match?.[1] ?? 0), Number(match?.[2] ?? 0)]
  const isThreaded = major > threadedSince[0] || (major === threadedSince[0] && minor >= threadedSince[1])
  return isThreaded ? start.test_start.num_streams : 1
}

/**
 * Whether iperf3 itself was what was short of CPU: the busier side used 80 % or more of a core for each of its data threads. It
 * says nothing of work outside the process (encryption in kernel threads, softirq), nor of a machine with fewer cores than threads.
 */
const isCpuLimited = (report: Iperf3Report, busierPercent: number): boolean =>
  busierPercent >= limitPercent * dataThreads(report)

/** A process cannot use more than one core for each of its threads: those that move data, and the one that began. */
const mostCpuPercent = (report: Iperf3Report): number => 100 * (dataThreads(report) + 1)
