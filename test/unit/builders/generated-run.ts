import { type PathId, referencePath } from '../../../main/experiment/paths.ts'
import { deriveFindings } from '../../../main/findings/derive-findings.ts'
import type { Findings } from '../../../main/findings/findings.ts'
import type { RecordedProbe, RunEvent } from '../../../main/store/events.ts'
import { foldRun } from '../../../main/store/fold-run.ts'
import type { RunRecord } from '../../../main/store/run-record.ts'
import {
  aLatencyProbe,
  anError,
  aThroughputProbe,
  aVariant,
  clusterReady,
  runStarted,
  sampleFailed,
  sampleMeasured,
  sampleTaken,
  startMs,
  stepFinished,
  stored,
} from './run-events.ts'

export interface GeneratedRun {
  readonly run: RunRecord
  readonly findings: Findings
  readonly raw: (raw: number) => { readonly stdout: string; readonly stderr: string }
}

interface Size {
  readonly variants?: readonly string[]
  readonly probes?: RecordedProbe[]
  readonly rounds?: number
  /** Values in each distribution. */
  readonly requests?: number
  /** The last sample could not be read, and another could not even start. */
  readonly failing?: boolean
}

/** A run with plausible numbers, the same at each call: variants differ, samples vary by a few percent. */
export function generatedRun({
  variants = ['flannel/vxlan', 'calico/vxlan', 'cilium/vxlan'],
  probes = [aThroughputProbe(), aLatencyProbe()],
  rounds = 6,
  requests = 40,
  failing = false,
}: Size = {}): GeneratedRun {
  const random = seeded(7)
  const started = runStarted({ variants: variants.map((id) => aVariant(id)), probes })
  const events: RunEvent[] = [{ ...started, spec: { ...started.spec, rounds, maxRounds: rounds } }]
  for (const [n, variant] of variants.entries()) {
    events.push(stepFinished({ variant, startedAtMs: startMs + n * 60_000 }))
    events.push(
      stepFinished({ variant, kind: 'wait', title: 'Wait for the CNI', startedAtMs: startMs + n * 60_000 + 31_000 }),
    )
    events.push(clusterReady(variant))
  }
  events.push({ type: 'idle.measured', running: 0.34, paused: 0.06 })
  let raw = 0
  for (let round = 1; round <= rounds; round++) {
    const order = variants.toSorted(() => random() - 0.5)
    events.push({ type: 'round.started', round, order })
    for (const variant of order)
      for (const probe of probes)
        for (const { id: caseId } of probe.cases)
          for (const path of probe.paths) {
            const key = { variant, probe: probe.id, caseId, path, round }
            const factor = slowdown(path, variants.indexOf(variant)) * (1 + (random() - 0.5) * 0.08)
            raw++
            events.push(sampleTaken(raw, { ...key, startedAtMs: startMs + 200_000 + raw * 11_000 }))
            events.push(
              sampleMeasured(metricsOf(probe, factor, random), {
                ...key,
                ...distributionOf(probe, factor, requests, random),
              }),
            )
          }
  }
  if (failing) {
    events.push(sampleTaken(raw + 1, { exitCode: 1 }))
    events.push(sampleFailed(anError({ command: 'iperf3 -c 10.244.1.2 -J' })))
    events.push(sampleFailed(anError({ code: 'not-ready' })))
  }
  const last = startMs + 240_000 + raw * 11_000
  const record = stored([...events, { type: 'run.finished', state: 'complete' }])
  const run = foldRun(
    '20261123-191305-k3f9',
    record.map((event, n) => (n === record.length - 1 ? { ...event, atMs: last } : event)),
    () => false,
  )
  return {
    run,
    findings: deriveFindings(run),
    raw: (number) => ({ stdout: `{"raw": ${String(number)}}`, stderr: 'µ <&>' }),
  }
}

const slowdown = (path: PathId, variant: number): number => {
  const places: Readonly<Record<PathId, number>> = {
    'host-host': 1,
    'pod-pod/same-node': 0.95,
    'pod-pod/cross-node': 0.6,
    'pod-service': 0.55,
    'pod-nodeport': 0.5,
    cluster: 1,
  }
  return places[path] * (path === referencePath ? 1 : 1 - (variant % 5) * 0.06)
}

const metricsOf = ({ metrics }: RecordedProbe, factor: number, random: () => number) =>
  Object.fromEntries(Object.entries(metrics).map(([id, { unit }]) => [id, typical[unit](factor, random)]))

const typical = {
  'bit/s': (factor: number) => 9.4e9 * factor,
  ms: (factor: number) => 0.21 / factor,
  's/GiB': (factor: number) => 1.1 / factor,
  '1/s': (factor: number) => 9_000 * factor,
  count: (_factor: number, random: () => number) => Math.round(random() * 300),
  '%': (_factor: number, random: () => number) => random() * 100,
}

const distributionOf = ({ metrics }: RecordedProbe, factor: number, requests: number, random: () => number) => {
  const times = Object.entries(metrics).filter(([, { unit }]) => unit === 'ms')
  if (times.length === 0) return {}
  const values = () => Array.from({ length: requests }, () => microseconds((0.18 + random() ** 4 * 0.4) / factor))
  return { distributions: Object.fromEntries(times.map(([id]) => [id, values()])) }
}

/** Clients measure no finer. */
const microseconds = (ms: number): number => Math.round(ms * 1000) / 1000

/** A small random number generator (mulberry32), so that a run is the same at each call. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
