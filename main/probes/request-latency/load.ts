import { fortioLoad } from '../fortio.ts'
import type { Target } from '../probe.ts'
import { iperf3Server } from '../tcp-throughput/server.ts'

/** Of all connections together, a second: far below what any path takes, so that it stays the same for all. */
export const requestedRate = 1_000
/** The transfer is past its slow start by then, and goes on for as long after the last request. */
const headStartS = 0.5

/** One shell, because getting into a Pod twice takes longer than what is to be at the same time. */
const beside = `
out=/tmp/request-latency.$$
iperf3 -c "$1" -p "$2" -t "$3" -J --connect-timeout 3000 >"$out" &
sleep ${String(headStartS)}
shift 3
"$@"
code=$?
wait
echo; echo @bulk; cat "$out"; rm "$out"
exit $code`

interface Load {
  readonly target: Target
  readonly timeS: number
  /** Where a server of the same path is; none where nothing goes beside the requests. */
  readonly bulkTo: ((port: number) => Target) | undefined
}

/** `-nocatchup`: what cannot be sent in time is not sent later, faster. Source: periodic.go of fortio 1.68. */
export function loadCommand({ target, timeS, bulkTo }: Load): readonly string[] {
  const requests = fortioLoad(target, [
    ...['-qps', String(requestedRate), '-uniform', '-nocatchup', '-t', `${String(timeS)}s`],
  ])
  if (!bulkTo) return requests
  const { host, port } = bulkTo(iperf3Server.port)
  const bulkS = Math.ceil(timeS + 2 * headStartS)
  return ['sh', '-c', beside, 'request-latency', host, String(port), String(bulkS), ...requests]
}
