import type { Target } from '../probe.ts'

/** What the machine does while its CPU is counted, in this order; `idle` is none of it. */
export const loadIds = ['idle', 'bulk', 'connections', 'packets'] as const
export type LoadId = (typeof loadIds)[number]

/** Enough for half a CPU-second on a fast machine, and counters have steps of 10 ms. */
const bulkBytes = 512 * 1024 ** 2
const packetCount = 30_000
/** No larger than a minimal frame holds beside its headers, so that work is done by the packet. */
const packetBytes = 16
export const connectionCount = 300
const idleS = 0.4

/**
 * One shell for all of it, because getting into a Pod would be measured too. Between the loads the counters of all cores are printed,
 * which in a container are the whole machine's. Source: proc_stat(5). The connections are in the middle because a server of iperf3
 * that ends one test refuses the next for a moment.
 */
const script = `
counters() { echo "@counters"; head -n 1 /proc/stat; }
counters; sleep ${String(idleS)}
counters; echo "@bulk"; iperf3 -c "$1" -p "$2" -n ${String(bulkBytes)} -J --connect-timeout 3000
counters; echo "@connections"
curl -q --silent --noproxy '*' --output /dev/null --connect-timeout 2 --max-time 5 --header 'Connection: close' --write-out '%{http_code}\\n' "http://$1:$3/cost?n=[1-${String(connectionCount)}]"
counters; echo "@packets"; iperf3 -c "$1" -p "$2" -u -b 0 -l ${String(packetBytes)} -k ${String(packetCount)} -J --connect-timeout 3000
counters`

/** @param httpPort of a server that answers each request with a success */
export const loadCommand = ({ host, port }: Target, httpPort: number): readonly string[] => [
  ...['sh', '-c', script, 'cost', host, String(port), String(httpPort)],
]
