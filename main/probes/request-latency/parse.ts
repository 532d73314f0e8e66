import { LabError } from '../../system/errors.ts'
import { readFortio } from '../fortio.ts'
import type { Numbers } from '../numbers.ts'
import { parseIperf3 } from '../tcp-throughput/parse.ts'
import { requestedRate } from './load.ts'

const title = 'Cannot measure latency at a fixed rate'
/** With fewer than this share of them sent, the percentiles are of another, lower rate. */
const leastSent = 0.5

/** @throws LabError `unparsable-output`; `probe-failed` when requests failed, were not sent, or the transfer did not run */
export function parseRequestLatency(stdout: string): Numbers {
  const [requests = '', bulk] = stdout.split(/^@bulk$/m)
  const report = readFortio(title, requests)
  const { achievedRate, durationS, percentileMs } = report
  if (achievedRate < requestedRate * leastSent) throw notSent(achievedRate)
  const planned = Math.round(requestedRate * durationS)
  return {
    metrics: {
      p99Ms: percentileMs(99),
      p90Ms: percentileMs(90),
      p50Ms: percentileMs(50),
      requestedRate,
      achievedRate,
      missedRequests: Math.max(0, planned - report.requests),
      failedRequests: report.failed,
      ...(bulk !== undefined && { bulkThroughput: bulkThroughput(bulk) }),
    },
  }
}

const bulkThroughput = (output: string): number => parseIperf3(output.trim()).metrics.throughput ?? 0

const notSent = (achievedRate: number): LabError =>
  new LabError({
    code: 'probe-failed',
    title,
    message: `of ${String(requestedRate)} requests a second ${achievedRate.toFixed(0)} were sent: how long the others would have taken is not known.`,
    hint: 'The machine is too busy, or answers take too long. Compare fewer variants, and close what keeps the CPU busy.',
  })
