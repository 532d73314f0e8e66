import { httpServer } from '../http-latency/server.ts'
import { defineMeasurement } from '../measurement.ts'
import { loadCommand } from './load.ts'
import { parseCost } from './parse.ts'

const port = 5205
/** Idle, three loads, and a path of 100 Mbit/s. */
const deadlineMs = 90_000
const workMs = 1_750

/** CPU time of the whole machine for what it carries: the kernel's work in interrupts too, which belongs to no process. */
export const cost = defineMeasurement({
  id: 'cost',
  title: 'CPU cost',
  question: 'How much CPU does it take to carry data?',
  yields: 'scalars',
  paths: ['host-host', 'pod-pod/cross-node'],
  cases: [{ id: 'all', title: 'Bulk, small packets, connections' }],
  server: { name: 'iperf3-cost', image: 'client', argv: ['iperf3', '-s', '-p', String(port)], port },
  metrics: {
    cpuPerGib: {
      ...{ unit: 's/GiB', better: 'lower', headline: true },
      of: 'CPU time of the whole machine for each GiB of one TCP stream, less its idle load',
    },
    softirqPerGib: { unit: 's/GiB', better: 'lower', of: 'of that, time in the kernel’s softirq' },
    softirqShare: { unit: '%', better: 'neither', of: 'softirq’s share of that' },
    cpuPerMillionPackets: { unit: 'ms', better: 'lower', of: 'CPU time for a million small UDP packets that arrive' },
    cpuPerThousandConnections: { unit: 'ms', better: 'lower', of: 'CPU time for 1,000 new HTTP connections' },
    idleShare: { unit: '%', better: 'neither', of: 'machine busy just before, of all cores' },
  },
  scorecard: [{ from: 'metric', title: 'CPU for a GiB, across nodes', caseId: 'all', path: 'pod-pod/cross-node' }],
  client: ({ target }) => loadCommand(target, httpServer.port),
  check: ({ host, port }) => ['iperf3', '-c', host, '-p', String(port), '-n', '64K', '--connect-timeout', '1000'],
  deadlineMs: () => deadlineMs,
  workMs: () => workMs,
  parse: parseCost,
})
