import { z } from 'zod'
import { checked, parseJson, unparsable } from '../program-output.ts'

const seconds = z.number().nonnegative()

/** The part of curl's `%{json}` that is used; times are in seconds from the start of the request. Source: curl(1), 7.75 and later. */
const lineSchema = z.object({
  url_effective: z.string(),
  http_code: z.number(),
  exitcode: z.number(),
  errormsg: z.string().nullish(),
  num_connects: z.number().int().nonnegative(),
  time_namelookup: seconds,
  time_connect: seconds,
  time_starttransfer: seconds,
  time_total: seconds,
})

const urlPattern = /\/(new-connection|kept-alive)\?n=(\d+)&of=(\d+)$/
export type CaseId = 'new-connection' | 'kept-alive'

/** One request as curl tells it. */
export interface RequestLine {
  readonly caseId: CaseId
  /** From 1. */
  readonly number: number
  /** How many requests were asked for. */
  readonly of: number
  /** Why it does not count, if it failed. */
  readonly failure?: string
  readonly connects: number
  readonly dnsMs: number
  readonly connectMs: number
  readonly firstByteMs: number
  readonly totalMs: number
}

/** Curl's clock has microseconds; this takes away what binary fractions add. */
const ms = (timeS: number): number => Math.round(timeS * 1e6) / 1e3

/** @throws LabError `unparsable-output` */
function readRequestLine(line: string): RequestLine {
  const request = checked('curl', line, parseJson('curl', line), lineSchema)
  const url = urlPattern.exec(request.url_effective)
  if (!url) throw unparsable('curl', line, 'The URL is not one that was asked for.')
  return {
    caseId: url[1] === 'kept-alive' ? 'kept-alive' : 'new-connection',
    number: Number(url[2]),
    of: Number(url[3]),
    ...phases(request),
  }
}

function phases(line: z.infer<typeof lineSchema>): Omit<RequestLine, 'caseId' | 'number' | 'of'> {
  const { time_namelookup, time_connect, time_starttransfer, time_total } = line
  const failure = failureOf(line)
  return {
    ...(failure && { failure }),
    connects: line.num_connects,
    dnsMs: ms(time_namelookup),
    connectMs: ms(Math.max(0, time_connect - time_namelookup)),
    // Not from `time_pretransfer`: curl takes that after it has sent the request, and on one kernel the answer may be there by then.
    firstByteMs: ms(Math.max(0, time_starttransfer - Math.max(time_connect, time_namelookup))),
    totalMs: ms(time_total),
  }
}

function failureOf({ exitcode, errormsg, http_code }: z.infer<typeof lineSchema>): string | undefined {
  if (exitcode !== 0) return errormsg ?? `curl error ${String(exitcode)}`
  return http_code === 200 ? undefined : `HTTP status ${String(http_code)}`
}

/** All requests of one execution, in order; there are at least two. */
export interface Requests {
  readonly caseId: CaseId
  readonly cold: RequestLine
  /** All but the first. */
  readonly warm: readonly RequestLine[]
}

/**
 * Reads every line, and checks that all requests are there: a curl that was ended half-way must not count as a short one.
 * @throws LabError `unparsable-output`
 */
export function readRequests(stdout: string): Requests {
  const lines = stdout.split('\n').filter((line) => line.trim() !== '')
  const [cold, ...warm] = lines.map(readRequestLine)
  if (!cold) throw unparsable('curl', stdout, 'It printed nothing.')
  const isWhole = [cold, ...warm].every(
    (line, index) => line.number === index + 1 && line.of === cold.of && line.caseId === cold.caseId,
  )
  if (!isWhole || warm.length + 1 !== cold.of)
    throw unparsable(
      'curl',
      stdout,
      `There are ${String(lines.length)} of ${String(cold.of)} requests, or not in order.`,
    )
  if (warm.length === 0) throw unparsable('curl', stdout, 'There is no request but the first, which is cold.')
  return { caseId: cold.caseId, cold, warm }
}
