import { usualPaths } from '../../experiment/paths.ts'
import { defineMeasurement } from '../measurement.ts'
import { curlArguments, curlCheck } from './client.ts'
import { parseCurlTimings } from './parse.ts'
import { httpServer } from './server.ts'

const slackMs = 20_000
/** Ten times what a request takes where all of this is slow. */
const slowRequestMs = 20
/** Inside one machine, curl's own work included. */
const requestMs = 0.2

/** HTTP request phases as curl sees them, many requests per execution. Source of the fields: curl(1), `--write-out`. */
export const httpLatency = defineMeasurement({
  id: 'http-latency',
  title: 'HTTP latency',
  question: 'How long does a small HTTP request take?',
  paths: usualPaths,
  cases: [
    { id: 'new-connection', title: 'New connection for each request' },
    { id: 'kept-alive', title: 'Connection kept alive' },
  ],
  server: httpServer,
  metrics: {
    totalMs: { unit: 'ms', better: 'lower', of: 'whole request, median', headline: true },
    connectMs: { unit: 'ms', better: 'lower', of: 'TCP connect, median' },
    firstByteMs: { unit: 'ms', better: 'lower', of: 'connection at hand to first byte of the answer, median' },
    dnsMs: { unit: 'ms', better: 'lower', of: 'name lookup of the first request' },
    coldTotalMs: { unit: 'ms', better: 'lower', of: 'whole first request' },
    failedRequests: { unit: 'count', better: 'lower', of: 'requests that failed' },
    reconnects: { unit: 'count', better: 'lower', of: 'requests that had to connect again' },
  },
  scorecard: [
    { from: 'metric', title: 'New HTTP request, across nodes', caseId: 'new-connection', path: 'pod-pod/cross-node' },
  ],
  client: curlArguments,
  check: curlCheck,
  deadlineMs: ({ requests }) => slackMs + requests * slowRequestMs,
  workMs: ({ requests }) => requests * requestMs,
  parse: parseCurlTimings,
})
