import { trafficPaths } from '../../experiment/paths.ts'
import { curlCheck } from '../http-latency/client.ts'
import { httpServer } from '../http-latency/server.ts'
import { defineMeasurement } from '../measurement.ts'
import type { Intensity } from '../probe.ts'
import { loadCommand } from './load.ts'
import { parseRequestLatency } from './parse.ts'

/** Enough requests at the rate for a percentile 99 that is not one of them. */
const leastS = 2
/** The transfer begins before and ends after. */
const aroundS = 1
const slackMs = 20_000

const timeS = ({ durationS }: Intensity): number => Math.max(leastS, Math.ceil(durationS))

/**
 * Requests at a fixed rate that does not wait for answers, alone and beside a bulk transfer. fortio takes the time of a request from
 * when it is really sent; what could not be sent in time is left out, and counted.
 */
export const requestLatency = defineMeasurement({
  id: 'request-latency',
  title: 'Latency at a fixed rate',
  question: 'How long do requests take at a steady rate, and beside a bulk transfer?',
  onWish: true,
  yields: 'scalars',
  paths: trafficPaths,
  cases: [
    { id: 'idle', title: 'Nothing else on the path' },
    { id: 'bulk', title: 'Beside a bulk transfer' },
  ],
  server: httpServer,
  metrics: {
    p99Ms: { unit: 'ms', better: 'lower', of: 'whole request, percentile 99', headline: true },
    p90Ms: { unit: 'ms', better: 'lower', of: 'whole request, percentile 90' },
    p50Ms: { unit: 'ms', better: 'lower', of: 'whole request, median' },
    requestedRate: { unit: '1/s', better: 'neither', of: 'requests asked for' },
    achievedRate: { unit: '1/s', better: 'higher', of: 'requests sent' },
    missedRequests: { unit: 'count', better: 'lower', of: 'requests that could not be sent in time' },
    failedRequests: { unit: 'count', better: 'lower', of: 'requests that failed' },
    bulkThroughput: { unit: 'bit/s', better: 'higher', of: 'TCP throughput of the transfer beside them' },
  },
  program: 'fortio',
  client: ({ caseId, target, beside, intensity }) =>
    loadCommand({ target, timeS: timeS(intensity), bulkTo: caseId === 'bulk' ? beside : undefined }),
  check: curlCheck,
  deadlineMs: (intensity) => slackMs + (timeS(intensity) + aroundS) * 1000,
  workMs: (intensity) => (timeS(intensity) + aroundS / 2) * 1000,
  parse: parseRequestLatency,
})
