import { trafficPaths } from '../../experiment/paths.ts'
import { LabError } from '../../system/errors.ts'
import { fortioLoad, readFortio } from '../fortio.ts'
import { curlCheck } from '../http-latency/client.ts'
import { httpServer } from '../http-latency/server.ts'
import { defineMeasurement } from '../measurement.ts'
import type { Numbers } from '../numbers.ts'
import type { Intensity } from '../probe.ts'

const title = 'Cannot measure the connection rate'
const slackMs = 20_000
/** Ten times what a connection takes where all of this is slow. */
const slowConnectionMs = 5
const connectionMs = 0.15

/** A number and not a time, so that a fast path does not use up the client's ports. */
const countOf = ({ requests }: Intensity): number => 3 * requests

/** A new TCP connection for each request, as fast as four clients can. */
export const connectionRate = defineMeasurement({
  id: 'connection-rate',
  title: 'Connection rate',
  question: 'How many new connections a second does it take?',
  onWish: true,
  yields: 'scalars',
  paths: trafficPaths,
  cases: [{ id: 'all', title: 'One request a connection' }],
  server: httpServer,
  metrics: {
    connections: { unit: '1/s', better: 'higher', of: 'new connections with one request each', headline: true },
    p50Ms: { unit: 'ms', better: 'lower', of: 'connection and request, median' },
    p99Ms: { unit: 'ms', better: 'lower', of: 'connection and request, percentile 99' },
    failedRequests: { unit: 'count', better: 'lower', of: 'requests that failed' },
  },
  client: ({ target, intensity }) =>
    fortioLoad(target, ['-keepalive=false', '-qps', '0', '-n', String(countOf(intensity))]),
  check: curlCheck,
  deadlineMs: (intensity) => slackMs + countOf(intensity) * slowConnectionMs,
  workMs: (intensity) => countOf(intensity) * connectionMs,
  parse: parseConnectionRate,
})

/** @throws LabError `unparsable-output`; `probe-failed` when requests failed or shared a connection */
function parseConnectionRate(stdout: string): Numbers {
  const { requests, failed, connections, durationS, percentileMs } = readFortio(title, stdout)
  if (connections < requests - failed)
    throw new LabError({
      code: 'probe-failed',
      title,
      message: `${String(requests)} requests took ${String(connections)} connections: some were used again.`,
      hint: 'Something between client and server (a proxy, a mesh) handles connections. Measure without it.',
    })
  return {
    metrics: {
      connections: (requests - failed) / durationS,
      p50Ms: percentileMs(50),
      p99Ms: percentileMs(99),
      failedRequests: failed,
    },
  }
}
