import { median, quantileSorted } from 'simple-statistics'
import { LabError } from '../../system/errors.ts'
import type { Numbers } from '../numbers.ts'
import { unparsable } from '../program-output.ts'

const title = 'Cannot measure DNS lookups'
const toleratedFailures = 0.02

/** One query: what was answered, and when; neither where nothing came back. */
interface Query {
  readonly status: string
  readonly timeMs: number
}

/** As dig prints each query with its comments and its statistics. Source: recorded output of dig 9.18. */
const parts =
  /^;; ->>HEADER<<- opcode: QUERY, status: (\w+)|^;; Query time: (\d+) (usec|msec)|^;; .*no servers could be reached/gm

/** @throws LabError `unparsable-output` */
export function readQueries(stdout: string): { readonly queries: readonly Query[]; readonly silent: number } {
  const queries: Query[] = []
  let silent = 0
  let status: string | undefined
  for (const [, header, time, unit] of stdout.matchAll(parts)) {
    if (header !== undefined) status = header
    else if (time === undefined) silent++
    else if (status === undefined) throw unparsable('dig', stdout, 'There is a time without an answer.')
    else {
      queries.push({ status, timeMs: Number(time) / (unit === 'usec' ? 1000 : 1) })
      status = undefined
    }
  }
  if (queries.length + silent === 0) throw unparsable('dig', stdout, 'There is no query.')
  return { queries, silent }
}

/**
 * Of so many names, each with its right answer after whatever the search list asked before.
 * @throws LabError `unparsable-output`; `probe-failed` where more than 2 % of the names have no answer, or a wrong one
 */
export function parseLookups(stdout: string, wanted: { readonly status: string; readonly names: number }): Numbers {
  const { queries, silent } = readQueries(stdout)
  const lookups = lookupsOf(queries, wanted.status)
  const failed = Math.max(0, wanted.names - lookups.length)
  if (lookups.length === 0 || failed > wanted.names * toleratedFailures || lookups.length > wanted.names)
    throw notAnswered(wanted, { answered: lookups.length, silent, queries })
  const times = lookups.map(({ timeMs }) => timeMs)
  return {
    metrics: {
      lookupMs: median(times),
      p90Ms: quantileSorted(
        times.toSorted((a, b) => a - b),
        0.9,
      ),
      firstMs: times[0] ?? 0,
      queriesPerLookup: queries.length / lookups.length,
      failedLookups: failed,
    },
    distributions: { lookupMs: times },
  }
}

/** Queries up to the right answer are one lookup, as long as all of them together. */
function lookupsOf(queries: readonly Query[], status: string): readonly { readonly timeMs: number }[] {
  const lookups: { readonly timeMs: number }[] = []
  let timeMs = 0
  for (const query of queries) {
    timeMs += query.timeMs
    if (query.status !== status) continue
    lookups.push({ timeMs })
    timeMs = 0
  }
  return lookups
}

function notAnswered(
  { status, names }: { readonly status: string; readonly names: number },
  found: { readonly answered: number; readonly silent: number; readonly queries: readonly Query[] },
): LabError {
  const others = [...new Set(found.queries.map((query) => query.status))].filter((each) => each !== status)
  const seen = [...(found.silent > 0 ? [`no answer to ${String(found.silent)}`] : []), ...others]
  return new LabError({
    code: 'probe-failed',
    title,
    message: `of ${String(names)} names ${String(found.answered)} were answered with ${status}${seen.length > 0 ? ` (${seen.join(', ')})` : ''}.`,
    hint: 'Check that the DNS Pods run, and that no NetworkPolicy keeps Pods from them.',
  })
}
