import { z } from 'zod'
import { LabError } from '../system/errors.ts'
import { poll } from '../system/poll.ts'
import { execInPod } from './exec-in-pod.ts'
import { checkEnd } from './exit-code.ts'
import type { ProbeContext, Target } from './probe.ts'
import { route } from './route.ts'
import { iperf3Failure } from './tcp-throughput/failure.ts'
import { readIperf3, type Iperf3Output } from './tcp-throughput/report.ts'
import { iperf3Server } from './tcp-throughput/server.ts'

const amount = z.number().nonnegative()

/** The part of the JSON of a client's UDP test that is used. Source: iperf_api.c of iperf 3.12, and recorded output. */
const udpSchema = z.object({
  end: z.object({
    sum: z.object({ seconds: amount, packets: amount, lost_packets: amount, jitter_ms: amount }),
    sum_sent: z.object({ seconds: amount, bytes: amount }),
    sum_received: z.object({ bytes: amount }),
  }),
})

/** One flow of datagrams of one size, as both ends counted it. */
export interface UdpFlow {
  readonly sentBitsPerSecond: number
  readonly receivedBitsPerSecond: number
  /** Datagrams that arrived, a second. */
  readonly receivedPerSecond: number
  /** 0 to 1. */
  readonly lossShare: number
  readonly jitterMs: number
}

/** @throws LabError `unparsable-output`; `probe-failed` in iperf3's own words, or when nothing was sent or arrived */
export const readUdpFlow = (title: string, stdout: string): UdpFlow => flowOf(title, readIperf3(stdout, udpSchema))

function flowOf(title: string, output: Iperf3Output<z.infer<typeof udpSchema>>): UdpFlow {
  if ('error' in output) throw iperf3Failure(title, output.error)
  const { sum, sum_sent: sent, sum_received: received } = output.report.end
  const seconds = Math.min(sum.seconds, sent.seconds)
  if (seconds === 0 || sent.bytes === 0 || received.bytes === 0 || received.bytes > sent.bytes)
    throw new LabError({
      code: 'probe-failed',
      title,
      message: `of ${String(sent.bytes)} bytes that were sent ${String(received.bytes)} arrived.`,
      hint: 'TCP passes where UDP does not: look at NetworkPolicies and at UDP ports of the Service.',
    })
  const arrivedShare = received.bytes / sent.bytes
  // Before 3.21 iperf3 may say that none was lost where some were; what arrived says it as well. Source: iperf release notes.
  const lossShare = sum.lost_packets > 0 ? sum.lost_packets / Math.max(sum.packets, sum.lost_packets) : 1 - arrivedShare
  return {
    sentBitsPerSecond: (sent.bytes * 8) / sent.seconds,
    receivedBitsPerSecond: (received.bytes * 8) / sum.seconds,
    receivedPerSecond: (sum.packets * arrivedShare) / sum.seconds,
    lossShare,
    jitterMs: sum.jitter_ms,
  }
}

const deadlineMs = 30_000
const lateMs = 15_000
/** A server that ended one test refuses the next for a moment. */
const busyPatience = { timeoutMs: 5_000, pauseMs: 100 }

/** Runs one iperf3 client on the reading's path against the server that is in every cluster, and waits while that is busy. */
export async function runIperf3(context: ProbeContext, part: string, about: readonly string[]): Promise<string> {
  const { probePods, key, record, signal } = context
  const { from, target } = route(probePods, key.path, iperf3Server.port)
  const command = [...iperf3Client(target), ...about]
  const argv = ['timeout', '-s', 'KILL', String(deadlineMs / 1000), ...command]
  let stdout = ''
  const once = async () => {
    const output = await record(part, command, () => execInPod(from, argv, deadlineMs + lateMs, signal))
    checkEnd('iperf3', deadlineMs, output)
    stdout = output.stdout
    return !/"error":\s*"[^"]*busy/.test(stdout) || undefined
  }
  await poll(once, { ...busyPatience, signal })
  return stdout
}

const iperf3Client = ({ host, port }: Target): readonly string[] => [
  ...['iperf3', '-c', host, '-p', String(port), '-J', '--connect-timeout', '3000'],
]

/** A short exchange by TCP, which carries the control connection, and by UDP. */
export const udpCheck = (target: Target): readonly string[] => [
  ...['iperf3', '-c', target.host, '-p', String(target.port), '-u', '-k', '10', '-l', '1200', '-b', '10M'],
  ...['--connect-timeout', '1000'],
]
