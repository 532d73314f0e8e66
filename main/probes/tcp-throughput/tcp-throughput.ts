import { trafficPaths } from '../../experiment/paths.ts'
import { defineMeasurement, type ClientOptions } from '../measurement.ts'
import type { Target } from '../probe.ts'
import { parseIperf3 } from './parse.ts'

const port = 5201
const manyStreams = 8
/** Not counted: TCP slow start. */
const omittedS = 1
/** Connecting, the exchange of results, and a machine that is busy with something else. */
const slackMs = 20_000

const iperf3To = ({ host, port }: Target): readonly string[] => ['iperf3', '-c', host, '-p', String(port)]

const client = ({ caseId, target, intensity }: ClientOptions): readonly string[] => [
  ...iperf3To(target),
  ...['-t', String(intensity.durationS), '-O', String(omittedS), '-J', '--connect-timeout', '3000'],
  ...(caseId === '8-streams' ? ['-P', String(manyStreams)] : []),
]

/** TCP bulk transfer by iperf3. Source of the options: iperf3(1). */
export const tcpThroughput = defineMeasurement({
  id: 'tcp-throughput',
  title: 'TCP throughput',
  question: 'How much TCP data gets through?',
  yields: 'scalars',
  paths: trafficPaths,
  cases: [
    { id: '1-stream', title: 'One stream' },
    { id: '8-streams', title: 'Eight streams' },
  ],
  server: { name: 'iperf3', image: 'client', argv: ['iperf3', '-s', '-p', String(port)], port },
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
  deadlineMs: ({ durationS }) => (durationS + omittedS) * 1000 + slackMs,
  parse: parseIperf3,
})
