import { recordedProbe } from '../../main/lab/recorded-probe.ts'
import { httpLatency } from '../../main/probes/http-latency/http-latency.ts'
import { tcpThroughput } from '../../main/probes/tcp-throughput/tcp-throughput.ts'
import type { RecordedProbe } from '../../main/store/events.ts'
import { runOf } from '../../test/e2e/page/seed-store.ts'
import type { GeneratedRun } from '../../test/unit/builders/generated-run.ts'

const variants = [
  'kindnet',
  ...['flannel/vxlan', 'flannel/host-gw', 'flannel/wireguard'],
  ...['calico/vxlan', 'calico/bgp', 'calico/ebpf'],
  ...['cilium/vxlan', 'cilium/native', 'cilium/geneve'],
]

const { totalMs, firstByteMs, failedRequests } = httpLatency.metrics
const probes: RecordedProbe[] = [
  { ...recordedProbe(tcpThroughput), cases: casesOf('streams') },
  // The metrics with a value for each request; the builder gives one to every time.
  { ...recordedProbe(httpLatency), metrics: { totalMs, firstByteMs, failedRequests }, cases: casesOf('requests') },
]

function casesOf(what: string): RecordedProbe['cases'] {
  return [1, 2, 4, 8, 16, 32].map((count) => ({
    id: `${String(count)}-${what}`,
    title: `${String(count)} ${what} at once`,
  }))
}

const requests = 400
export const largeRunId = '20261123-191305-k3f9'

/** Ten variants, twelve cases on four paths, 400 requests a latency sample: 480 samples a round. */
export const largeRun = (rounds: number): GeneratedRun => runOf(largeRunId, { variants, probes, rounds, requests })

/** Small ones, a minute apart. */
export const smallRuns = (count: number): readonly GeneratedRun[] =>
  Array.from({ length: count }, (_, n) => runOf(`20261122-${String(100_000 + n)}-k3f9`, { rounds: 3 }, n))
