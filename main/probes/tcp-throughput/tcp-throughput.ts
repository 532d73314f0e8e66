import { usualPaths } from '../../experiment/paths.ts'
import { defineMeasurement, type ClientOptions } from '../measurement.ts'
import type { Intensity, Target } from '../probe.ts'
import { parseIperf3 } from './parse.ts'
import { iperf3Server } from './server.ts'

const manyStreams = 8
/** Not counted of a timed sample: TCP slow start. iperf3 3.12 takes whole seconds alone. */
const omittedS = 1
/** Slower than this, a transfer counts as hung. */
const leastBitsPerSecond = 50e6
/** Of a path inside one machine: slow start is over within its first milliseconds, and under 1 % of what is transferred. */
const typicalBitsPerSecond = 8e9
/** Connecting, the exchange of results, and a machine that is busy with something else. */
const slackMs = 20_000

const iperf3To = ({ host, port }: Target): readonly string[] => ['iperf3', '-c', host, '-p', String(port)]

const client = ({ caseId, target, intensity }: Omit<ClientOptions, 'beside'>): readonly string[] => [
  ...iperf3To(target),
  ...amountOf(intensity),
  ...['-J', '--connect-timeout', '3000'],
  ...(caseId === '8-streams' ? ['-P', String(manyStreams)] : []),
]

const amountOf = ({ bytes, durationS }: Intensity): readonly string[] =>
  bytes === undefined ? ['-t', String(durationS), '-O', String(omittedS)] : ['-n', String(bytes)]

const transferMs = (bytes: number, bitsPerSecond: number): number => Math.ceil(((bytes * 8) / bitsPerSecond) * 1000)

/** TCP bulk transfer by iperf3. Source of the options: iperf3(1). */
export const tcpThroughput = defineMeasurement({
  id: 'tcp-throughput',
  title: 'TCP throughput',
  question: 'How much TCP data gets through?',
  yields: 'scalars',
  paths: usualPaths,
  cases: [
    { id: '1-stream', title: 'One stream' },
    { id: '8-streams', title: 'Eight streams', cadence: 'third' },
  ],
  server: iperf3Server,
  metrics: {
    throughput: { unit: 'bit/s', better: 'higher', of: 'TCP throughput, as the receiver counts it', headline: true },
    retransmits: { unit: 'count', better: 'neither', of: 'TCP segments sent again' },
    senderCpu: { unit: '%', better: 'lower', of: 'CPU of the sending iperf3, of one core' },
    receiverCpu: { unit: '%', better: 'lower', of: 'CPU of the receiving iperf3, of one core' },
    meanRttMs: { unit: 'ms', better: 'lower', of: 'round-trip time under load, mean' },
  },
  scorecard: [
    { from: 'metric', title: 'TCP throughput, across nodes', caseId: '1-stream', path: 'pod-pod/cross-node' },
  ],
  client,
  check: (target: Target) => [...iperf3To(target), '-n', '64K', '--connect-timeout', '1000'],
  deadlineMs: ({ bytes, durationS }) =>
    slackMs + (bytes === undefined ? (durationS + omittedS) * 1000 : transferMs(bytes, leastBitsPerSecond)),
  workMs: ({ bytes, durationS }) =>
    bytes === undefined ? (durationS + omittedS) * 1000 : transferMs(bytes, typicalBitsPerSecond),
  parse: parseIperf3,
})
