import type { Iperf3Report } from './report.ts'

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
export function isCpuLimited(report: Iperf3Report): boolean {
  const { host_total, remote_total } = report.end.cpu_utilization_percent
  return Math.max(host_total, remote_total) >= limitPercent * dataThreads(report)
}
