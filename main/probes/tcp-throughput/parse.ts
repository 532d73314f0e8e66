import { mean } from 'simple-statistics'
import { LabError } from '../../system/errors.ts'
import type { Numbers } from '../numbers.ts'
import { isCpuLimited } from './cpu-limit.ts'
import { readIperf3Output, type Iperf3Report } from './report.ts'

const title = 'Cannot measure TCP throughput'

/**
 * Reads the JSON of one iperf3 client.
 * @throws LabError `probe-failed` in iperf3's own words, or when nothing arrived; `unparsable-output`
 */
export function parseIperf3(stdout: string): Numbers {
  const output = readIperf3Output(stdout)
  if ('error' in output) throw failure(output.error)
  const { end } = output.report
  if (end.sum_received.bytes === 0 || end.sum_received.bits_per_second === 0)
    throw new LabError({
      code: 'probe-failed',
      title,
      message: 'The connection was made, but nothing arrived at the server.',
      hint: 'Small packets pass and large ones do not when the MTU of the path is smaller than that of the Pods.',
    })
  return { metrics: metricsOf(output.report), cpuLimited: isCpuLimited(output.report) }
}

function metricsOf({ end }: Iperf3Report): Record<string, number> {
  const rttsUs = end.streams.flatMap(({ sender }) => sender?.mean_rtt ?? [])
  return {
    throughput: end.sum_received.bits_per_second,
    ...(end.sum_sent.retransmits !== undefined && { retransmits: end.sum_sent.retransmits }),
    senderCpu: end.cpu_utilization_percent.host_total,
    receiverCpu: end.cpu_utilization_percent.remote_total,
    ...(rttsUs.length > 0 && { meanRttMs: mean(rttsUs) / 1000 }),
  }
}

function failure(message: string): LabError {
  return new LabError({ code: 'probe-failed', title, message: `iperf3 says: ${message}`, hint: hintFor(message) })
}

function hintFor(message: string): string {
  if (/busy/i.test(message)) return 'An earlier client still holds the server. Wait for it to end, then run again.'
  if (/refused/i.test(message)) return 'Nothing listens there. Check that the server Pod runs, and its log.'
  if (/terminated|interrupt/i.test(message)) return 'One side was ended half-way. Run again.'
  if (/unreachable|no route|timed out/i.test(message))
    return 'No packet comes through. Check the routes and the NetworkPolicies between the two.'
  if (/unable to connect/i.test(message)) return 'Check that the name resolves in the client Pod and that DNS answers.'
  return 'Check that client and server have the same iperf3 version, and the log of the server Pod.'
}
