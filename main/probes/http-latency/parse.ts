import { median } from 'simple-statistics'
import { LabError } from '../../system/errors.ts'
import type { Numbers } from '../numbers.ts'
import { readRequests, type CaseId, type RequestLine, type Requests } from './requests.ts'

const toleratedFailures = 0.01
const title = 'Cannot measure HTTP latency'

/**
 * Reads one JSON line per request. Medians and distributions are of the warm requests that succeeded; the first one, which finds
 * no neighbour entry, no conntrack entry and no name in the cache, stands apart.
 * @throws LabError `unparsable-output`; `probe-failed` when over 1 % of the requests failed or the case is not what it says
 */
export function parseCurlTimings(stdout: string): Numbers {
  const requests = readRequests(stdout)
  const failedRequests = checkFailures(requests)
  const answered = requests.warm.filter((line) => line.failure === undefined)
  const unexpected = checkConnections(requests.caseId, answered)
  const connected = requests.caseId === 'new-connection' ? answered.filter((line) => line.connects > 0) : []
  const { cold } = requests
  const distributions = {
    totalMs: answered.map((line) => line.totalMs),
    firstByteMs: answered.map((line) => line.firstByteMs),
    ...(connected.length > 0 && { connectMs: connected.map((line) => line.connectMs) }),
  }
  return {
    metrics: {
      ...Object.fromEntries(Object.entries(distributions).map(([metric, values]) => [metric, median(values)])),
      ...(cold.failure === undefined && { dnsMs: cold.dnsMs, coldTotalMs: cold.totalMs }),
      failedRequests,
      ...(requests.caseId === 'kept-alive' ? { reconnects: unexpected } : {}),
    },
    distributions,
  }
}

function checkFailures({ cold, warm }: Requests): number {
  const failures = [cold, ...warm].flatMap((line) => line.failure ?? [])
  const [first] = failures
  if (first !== undefined && failures.length > toleratedFailures * cold.of)
    throw new LabError({
      code: 'probe-failed',
      title,
      message: `${String(failures.length)} of ${String(cold.of)} requests failed, the first one so: ${first}`,
      hint: 'Check that the server Pod runs, that its name resolves in the client Pod, and that no NetworkPolicy is in the way.',
    })
  return failures.length
}

/** How many requests did not do with their connection what the case says. */
function checkConnections(caseId: CaseId, answered: readonly RequestLine[]): number {
  const isNew = (line: RequestLine): boolean => line.connects > 0
  const unexpected = answered.filter((line) => isNew(line) !== (caseId === 'new-connection')).length
  if (answered.length === 0 || unexpected > answered.length / 2)
    throw new LabError({
      code: 'probe-failed',
      title,
      message:
        caseId === 'kept-alive'
          ? `${String(unexpected)} of ${String(answered.length)} requests had to connect again: the connection was not kept alive.`
          : `${String(unexpected)} of ${String(answered.length)} requests used an old connection: they did not connect anew.`,
      hint: 'Something between client and server (a proxy, a mesh) handles connections. Measure without it.',
    })
  return unexpected
}
