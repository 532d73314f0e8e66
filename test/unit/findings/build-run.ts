import type { PathId } from '../../../main/experiment/paths.ts'
import { measuring as probes } from '../builders/probes.ts'
import type { Failure, Sample } from '../../../main/findings/samples.ts'
import { recordedProbe } from '../../../main/lab/recorded-probe.ts'
import type { RunRecord } from '../../../main/store/run-record.ts'
import { readingOfFailure, readingOfSample } from '../builders/readings.ts'

const error = { code: 'probe-failed', title: 'Cannot measure', message: 'It failed.' }

export interface SampleOptions {
  readonly variant?: string
  readonly probe?: string
  readonly caseId?: string
  readonly path?: PathId
  readonly round?: number
  readonly raw?: number
  readonly metrics?: Readonly<Record<string, number>>
  readonly distributions?: Readonly<Record<string, readonly number[]>>
  readonly cpuLimited?: boolean
  readonly machineBusy?: number
  readonly startedAtMs?: number
  readonly durationMs?: number
  readonly state?: 'failed' | 'unread'
}

let raws = 0

/** A measured sample of one TCP stream between nodes, unless told otherwise. */
export function aSample(options: SampleOptions = {}): Sample {
  const { metrics = { throughput: 1e9 }, distributions = {}, cpuLimited = false, state } = options
  return {
    variant: options.variant ?? 'netns/routed',
    probe: options.probe ?? 'tcp-throughput',
    caseId: options.caseId ?? '1-stream',
    path: options.path ?? 'pod-pod/cross-node',
    round: options.round ?? 1,
    raw: options.raw ?? ++raws,
    command: ['iperf3'],
    exitCode: 0,
    startedAtMs: options.startedAtMs ?? 0,
    durationMs: options.durationMs ?? 0,
    machineBusy: options.machineBusy ?? 0.5,
    outcome:
      state === 'failed'
        ? { state, error }
        : state === 'unread'
          ? { state }
          : { state: 'measured', metrics, distributions, cpuLimited },
  }
}

/** One sample a round of a variant's throughput, in bit/s. */
export const throughputs = (
  variant: string,
  values: readonly number[],
  path: PathId = 'pod-pod/cross-node',
): readonly Sample[] =>
  values.map((throughput, index) => aSample({ variant, path, round: index + 1, metrics: { throughput } }))

export interface RunOptions extends Partial<Omit<RunRecord, 'variants' | 'spec' | 'environment'>> {
  readonly samples?: readonly Sample[]
  readonly failures?: readonly Failure[]
  readonly variants?: readonly string[]
  readonly spec?: Partial<RunRecord['spec']>
  readonly environment?: Partial<RunRecord['environment']>
}

/** A complete standard run of two netns variants without samples, unless told otherwise. */
export function aRun({
  variants = ['netns/routed', 'netns/vxlan'],
  spec,
  environment,
  samples = [],
  failures = [],
  ...rest
}: RunOptions = {}): RunRecord {
  return {
    id: '20261123-191305-k3f9',
    state: 'complete',
    startedAtMs: 0,
    endedAtMs: 100_000,
    rounds: [],
    readings: [...samples.map(readingOfSample), ...failures.map(readingOfFailure)],
    steps: [],
    probes: probes.map(recordedProbe),
    ...rest,
    variants: variants.map((id) => ({
      id,
      cni: 'netns' as const,
      title: id,
      configured: { encapsulation: 'none' as const, datapath: 'routes' },
    })),
    spec: {
      runtime: 'netns',
      mode: 'standard',
      seed: 42,
      rounds: 6,
      maxRounds: 6,
      intensity: { durationS: 10, requests: 1000 },
      paths: ['host-host', 'pod-pod/cross-node'],
      ...spec,
    },
    environment: {
      cnilab: '0.1.0',
      node: 'v24.0.0',
      os: 'linux',
      kernel: '6.18',
      arch: 'x64',
      cpuModel: 'A CPU',
      cores: 2,
      memoryBytes: 8e9,
      tools: { iperf3: 'iperf 3.18' },
      ...environment,
    },
  }
}
