import { z } from 'zod'
import { LabError } from '../system/errors.ts'
import { checked, parseJson } from './program-output.ts'
import type { Target } from './probe.ts'

const amount = z.number().nonnegative()
const histogramSchema = z.object({
  Count: amount,
  Percentiles: z.array(z.object({ Percentile: z.number(), Value: amount })).nullish(),
})

/** The part of the JSON of `fortio load` that is used. Source of the fields: periodic.go and httprunner.go of fortio 1.68, and recorded output. */
const reportSchema = z.object({
  /** `max` where there is no rate. */
  RequestedQPS: z.string(),
  ActualQPS: amount,
  /** In ns. */
  ActualDuration: amount,
  DurationHistogram: histogramSchema,
  RetCodes: z.record(z.string(), amount),
  SocketCount: amount,
})

/** One execution of `fortio load`. */
export interface FortioReport {
  /** Of all threads together, a second. */
  readonly achievedRate: number
  readonly durationS: number
  /** Those that were sent, answered or not. */
  readonly requests: number
  readonly failed: number
  readonly connections: number
  /** Of the whole request from when it was really sent, in ms; percentiles that were asked for. */
  readonly percentileMs: (percentile: number) => number
}

const toleratedFailures = 0.01
/** Of the histogram, in seconds: usual is a millisecond, and a request takes less. */
const resolutionS = '0.00001'
const connections = 4

/**
 * A load of small requests. Four connections, so that one slow answer holds back a quarter of what follows.
 * @param about how many, how fast and over which connections; see `fortio help`
 */
export const fortioLoad = ({ host, port }: Target, about: readonly string[]): readonly string[] => [
  ...['fortio', 'load', '-quiet', '-loglevel', 'Critical', '-allow-initial-errors'],
  ...['-c', String(connections), '-r', resolutionS, '-p', '50,90,99', ...about],
  ...['-json', '-', `http://${host}:${String(port)}/`],
]

/** @throws LabError `unparsable-output`; `probe-failed` when over 1 % of the requests failed */
export function readFortio(title: string, stdout: string): FortioReport {
  const report = checked('fortio', stdout, parseJson('fortio', stdout), reportSchema)
  const { Count: requests, Percentiles } = report.DurationHistogram
  const failed = failedOf(report.RetCodes)
  if (requests === 0 || report.ActualDuration === 0 || failed > requests * toleratedFailures)
    throw new LabError({
      code: 'probe-failed',
      title,
      message: `${String(failed)} of ${String(requests)} requests failed (${codesText(report.RetCodes)}).`,
      hint: 'Check that the server Pod runs, that its name resolves in the client Pod, and that no NetworkPolicy is in the way.',
    })
  return {
    achievedRate: report.ActualQPS,
    durationS: report.ActualDuration / 1e9,
    requests,
    failed,
    connections: report.SocketCount,
    percentileMs: (percentile) => {
      const found = Percentiles?.find((each) => each.Percentile === percentile)
      if (found) return found.Value * 1000
      throw missingPercentile(percentile)
    },
  }
}

const failedOf = (codes: Readonly<Record<string, number>>): number =>
  Object.entries(codes).reduce((sum, [code, count]) => (code === '200' ? sum : sum + count), 0)

/** Status → how many; -1 stands for no answer. */
const codesText = (codes: Readonly<Record<string, number>>): string =>
  Object.entries(codes)
    .map(([code, count]) => `${code === '-1' ? 'no answer' : code}: ${String(count)}`)
    .join(', ')

const missingPercentile = (percentile: number): LabError =>
  new LabError({
    code: 'unparsable-output',
    title: 'Cannot read what fortio printed',
    message: `There is no percentile ${String(percentile)}.`,
  })
