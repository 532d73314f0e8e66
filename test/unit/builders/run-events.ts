import type {
  EventOf,
  RecordedError,
  RecordedProbe,
  RecordedVariant,
  RunEvent,
  StoredEvent,
} from '../../../main/store/events.ts'
import type { ReadingKey } from '../../../main/experiment/cell-key.ts'
import type { Numbers } from '../../../main/probes/numbers.ts'

export const startMs = Date.UTC(2026, 10, 23, 19, 13, 5)

export const aVariant = (id: string, change: Partial<RecordedVariant> = {}): RecordedVariant => {
  const [cni = id, mode] = id.split('/')
  return {
    id,
    cni,
    title: mode ? `${cni}, ${mode}` : cni,
    configured:
      mode === 'vxlan'
        ? { encapsulation: 'vxlan', tunnelPort: 8472, datapath: 'VXLAN between nodes' }
        : { encapsulation: 'none', datapath: 'routes via node addresses' },
    ...change,
  }
}

export const aThroughputProbe = (change: Partial<RecordedProbe> = {}): RecordedProbe => ({
  id: 'tcp-throughput',
  title: 'TCP throughput',
  question: 'How fast does TCP go?',
  repeat: 'each-round',
  yields: 'scalars',
  paths: ['host-host', 'pod-pod/same-node', 'pod-pod/cross-node', 'pod-service'],
  cases: [{ id: '1-stream', title: 'one stream' }],
  metrics: {
    bitsPerSecond: { unit: 'bit/s', better: 'higher', of: 'bits received', headline: true },
    retransmits: { unit: 'count', better: 'neither', of: 'segments sent again' },
  },
  ...change,
})

export const aLatencyProbe = (change: Partial<RecordedProbe> = {}): RecordedProbe => ({
  id: 'http-latency',
  title: 'HTTP latency',
  question: 'How long does an HTTP request take?',
  repeat: 'each-round',
  yields: 'distribution',
  paths: ['host-host', 'pod-pod/same-node', 'pod-pod/cross-node', 'pod-service'],
  cases: [{ id: 'kept-alive', title: 'kept-alive connection' }],
  metrics: { firstByteMs: { unit: 'ms', better: 'lower', of: 'request sent to first byte', headline: true } },
  ...change,
})

export const anError = (change: Partial<RecordedError> = {}): RecordedError => ({
  code: 'probe-failed',
  title: 'Cannot measure tcp-throughput',
  message: 'iperf3: error - unable to connect to server: Connection refused.',
  ...change,
})

export const runStarted = (change: Partial<EventOf<'run.started'>> = {}): EventOf<'run.started'> => ({
  type: 'run.started',
  spec: {
    runtime: 'kind',
    mode: 'standard',
    seed: 42,
    rounds: 6,
    maxRounds: 6,
    intensity: { durationS: 10, requests: 1000 },
    paths: ['host-host', 'pod-pod/same-node', 'pod-pod/cross-node', 'pod-service'],
  },
  variants: [aVariant('flannel/vxlan'), aVariant('cilium/native')],
  probes: [aThroughputProbe()],
  environment: {
    cnilab: '0.1.0',
    node: 'v24.21.0',
    os: 'Debian GNU/Linux 13 (trixie)',
    kernel: '6.12.48',
    arch: 'x64',
    cpuModel: 'AMD EPYC 7543 32-Core Processor',
    cores: 2,
    memoryBytes: 8 * 1024 ** 3,
    tools: { kind: 'v0.30.0', iperf3: '3.18' },
  },
  process: { pid: 4711, startedAt: 'boot/100' },
  ...change,
})

export const aSampleKey = (change: Partial<ReadingKey> = {}): ReadingKey => ({
  variant: 'flannel/vxlan',
  probe: 'tcp-throughput',
  caseId: '1-stream',
  path: 'pod-pod/cross-node',
  round: 1,
  ...change,
})

export const sampleTaken = (
  raw: number,
  change: Partial<EventOf<'reading.printed'>> = {},
): EventOf<'reading.printed'> => ({
  type: 'reading.printed',
  ...aSampleKey(),
  part: 'client',
  raw,
  command: ['iperf3', '-c', '10.244.1.2', '-J'],
  exitCode: 0,
  startedAtMs: startMs + raw * 11_000,
  durationMs: 10_400,
  machineBusy: 0.62,
  ...change,
})

export const sampleMeasured = (
  metrics: Readonly<Record<string, number>>,
  { distributions, cpuLimited, ...change }: Partial<ReadingKey> & Omit<Partial<Numbers>, 'metrics'> = {},
): EventOf<'reading.recorded'> => ({
  type: 'reading.recorded',
  ...aSampleKey(change),
  record: { metrics, ...(distributions && { distributions }), ...(cpuLimited !== undefined && { cpuLimited }) },
})

export const sampleFailed = (
  error: RecordedError = anError(),
  change: Partial<ReadingKey> = {},
): EventOf<'reading.failed'> => ({ type: 'reading.failed', ...aSampleKey(change), error })

/** A probe that is read once, as a record has it. */
export const aProbeReadOnce = (id: string, change: Partial<RecordedProbe> = {}): RecordedProbe => ({
  id,
  title: id,
  question: `What does ${id} show?`,
  repeat: 'once',
  yields: 'observations',
  paths: ['cluster'],
  cases: [{ id: 'all', title: 'All' }],
  metrics: {},
  ...change,
})

export const aKeyReadOnce = (variant: string, probe: string): ReadingKey => ({
  ...{ variant, probe, caseId: 'all', path: 'cluster', round: 0 },
})

export const clusterReady = (variant: string): EventOf<'cluster.ready'> => ({
  type: 'cluster.ready',
  variant,
  cluster: `cnilab-${variant.replace('/', '-')}`,
  reused: false,
  nodes: [
    { name: 'control-plane', role: 'control-plane', address: '172.18.0.2' },
    { name: 'worker', role: 'worker', address: '172.18.0.3' },
  ],
  installed: {
    kubernetes: 'v1.34.0',
    cniVersion: 'v0.27.4',
    images: { 'ghcr.io/flannel-io/flannel:v0.27.4': `sha256:${'4b'.repeat(32)}` },
    sources: [{ what: 'manifest', from: 'https://example.org/kube-flannel.yml', sha256: '9f'.repeat(32) }],
  },
})

export const stepFinished = (change: Partial<EventOf<'step.finished'>> = {}): EventOf<'step.finished'> => ({
  type: 'step.finished',
  variant: 'flannel/vxlan',
  title: 'Create the cluster',
  kind: 'create',
  startedAtMs: startMs,
  durationMs: 31_000,
  ...change,
})

/** Events as a store would give them back, one second apart. */
export const stored = (events: readonly RunEvent[]): readonly StoredEvent[] =>
  events.map((event, index) => ({ sequence: index + 1, atMs: startMs + index * 1000, event }))
