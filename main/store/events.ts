import { z } from 'zod'
import { readingKeySchema } from '../experiment/cell-key.ts'
import { idSchema, titleSchema } from '../experiment/outside-text.ts'
import { pathIds } from '../experiment/paths.ts'
import { cadences } from '../experiment/cadence.ts'
import { lookSchema } from '../experiment/look.ts'
import { resolvedSpecSchema } from '../experiment/spec.ts'
import { isJson, type Json } from '../system/json.ts'

export const errorSchema = z.object({
  code: z.string(),
  title: z.string(),
  message: z.string(),
  hint: z.string().optional(),
  command: z.string().optional(),
  exitCode: z.number().optional(),
  stderrTail: z.string().optional(),
})

export const variantSchema = z.object({
  id: idSchema,
  cni: idSchema,
  title: titleSchema,
  configured: z.object({
    encapsulation: z.enum(['none', 'vxlan', 'geneve', 'ipip', 'udp']),
    tunnelPort: z.number().optional(),
    encryption: z.enum(['wireguard', 'ipsec']).optional(),
    dataplane: z.enum(['iptables', 'nftables', 'ebpf']).optional(),
    datapath: z.string(),
  }),
})

const metric = z.object({
  unit: z.enum(['bit/s', 'ms', 'count', '%', 's/GiB', '1/s']),
  better: z.enum(['higher', 'lower', 'neither']),
  of: titleSchema,
  headline: z.literal(true).optional(),
})

/** A probe as the record keeps it: what is needed to show its readings without the program that made them. */
export const probeSchema = z.object({
  id: idSchema,
  title: titleSchema,
  question: titleSchema,
  section: titleSchema.optional(),
  repeat: z.enum(['each-round', 'once']),
  yields: z.enum(['scalars', 'distribution', 'series', 'curve', 'verdicts', 'observations']),
  paths: z.array(z.enum(pathIds)),
  cases: z.array(z.object({ id: idSchema, title: titleSchema, cadence: z.enum(cadences).optional() })),
  axis: z.object({ title: titleSchema, unit: titleSchema, points: z.array(z.number()) }).optional(),
  metrics: z.record(idSchema, metric),
})

/** What two equal clusters differ by on a machine: see `cnilab selftest`. */
export const noiseFloorSchema = z.object({
  /** ISO. */
  measuredAt: titleSchema,
  runtime: idSchema,
  cnilab: titleSchema,
  /** Of equal clusters that it is from. */
  experiments: z.number(),
  questions: z.array(
    z.object({
      probe: idSchema,
      caseId: idSchema,
      path: z.enum(pathIds),
      point: z.number().optional(),
      metric: idSchema,
      /** Standard deviation of a pair's log ratio from round to round, as a share. */
      spread: z.number(),
    }),
  ),
})
export type NoiseFloor = Readonly<z.infer<typeof noiseFloorSchema>>

export const environmentSchema = z.object({
  cnilab: z.string(),
  node: z.string(),
  os: z.string(),
  kernel: z.string(),
  arch: z.string(),
  cpuModel: z.string(),
  cores: z.number(),
  memoryBytes: z.number(),
  /** CPU frequency governor, where the system tells. */
  governor: z.string().optional(),
  virtualization: z.string().optional(),
  /** Versions of engine, kind, helm, iperf3, curl, … as they print them. */
  tools: z.record(z.string(), z.string()),
  /** Kernel features that variants are built from, and whether the kernel that nodes run on has them. */
  kernelFeatures: z.record(z.string(), z.boolean()).optional(),
  /** As it was known when the run began. */
  noiseFloor: noiseFloorSchema.optional(),
})

export const stepSchema = z.object({
  /** Variant it was done for, or null for the run as a whole. */
  variant: idSchema.nullable(),
  title: z.string(),
  /** The same for the same step of every cluster, e.g. `apply-cni`, where something is derived from how long it took. */
  id: z.string().optional(),
  /** What the time counts as in the run's cost. */
  kind: z.enum(['create', 'wait', 'pause', 'probe', 'delete', 'other']),
  startedAtMs: z.number(),
  durationMs: z.number(),
  error: errorSchema.optional(),
})

export const clusterSchema = z.object({
  cluster: z.string(),
  reused: z.boolean(),
  nodes: z.array(z.object({ name: z.string(), role: z.string(), address: z.string() })),
  installed: z.object({
    kubernetes: z.string().optional(),
    cniVersion: z.string().optional(),
    images: z.record(z.string(), z.string()),
    sources: z.array(z.object({ what: z.string(), from: z.string(), sha256: z.string() })),
  }),
})

/** One output of a reading; the text itself is in the raw store under `raw`. */
export const outputSchema = z.object({
  /** What the output is for. */
  part: z.string(),
  raw: z.number(),
  command: z.array(z.string()),
  exitCode: z.number(),
  startedAtMs: z.number(),
  durationMs: z.number(),
  /** Busy share of all cores of this machine meanwhile, 0 to 1. */
  machineBusy: z.number().optional(),
})

/** Of the probe's own shape, which it checks itself. Large: what is read of JSON is not searched for what is none. */
export const recordSchema = z.custom<Json>(isJson, 'not JSON')

/** Of a reading as a whole; what does not tell it took from its first output to its last. */
export const spanShape = { startedAtMs: z.number().optional(), durationMs: z.number().optional() }

/** Everything that can happen in a run. The record of a run is the list of these, append-only. */
export const eventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('run.started'),
    spec: resolvedSpecSchema,
    variants: z.array(variantSchema),
    probes: z.array(probeSchema),
    environment: environmentSchema,
    /** Process that does the run: lets others tell a running run from an interrupted one. */
    process: z.object({ pid: z.number(), startedAt: z.string() }),
  }),
  /** A later process goes on with an interrupted run. */
  z.object({ type: z.literal('run.resumed'), process: z.object({ pid: z.number(), startedAt: z.string() }) }),
  z.object({ type: z.literal('step.finished'), ...stepSchema.shape }),
  z.object({ type: z.literal('log'), variant: idSchema.nullable(), line: z.string() }),
  z.object({ type: z.literal('cluster.ready'), variant: idSchema, ...clusterSchema.shape }),
  /** The variant takes no further part; what was measured before stays. */
  z.object({ type: z.literal('variant.failed'), variant: idSchema, error: errorSchema }),
  z.object({ type: z.literal('round.started'), round: z.number(), order: z.array(idSchema) }),
  /**
   * Readings: what comes between the first output and the record, or the failure, of one key. The next output of the key begins
   * another reading, and so does a process that resumes the run.
   */
  z.object({ type: z.literal('reading.printed'), ...readingKeySchema.shape, ...outputSchema.shape }),
  z.object({ type: z.literal('reading.recorded'), ...readingKeySchema.shape, ...spanShape, record: recordSchema }),
  z.object({ type: z.literal('reading.failed'), ...readingKeySchema.shape, ...spanShape, error: errorSchema }),
  /** The answers were judged: what is decided is not read any more. */
  z.object({ type: z.literal('look.taken'), ...lookSchema.shape }),
  /** Busy share of all cores with every cluster running and with those not under test paused, 0 to 1. */
  z.object({ type: z.literal('idle.measured'), running: z.number(), paused: z.number() }),
  z.object({
    type: z.literal('run.finished'),
    state: z.enum(['complete', 'cancelled', 'failed']),
    error: errorSchema.optional(),
  }),
])

export type RunEvent = z.infer<typeof eventSchema>
export type RunEventType = RunEvent['type']
export const eventTypes: readonly RunEventType[] = eventSchema.options.map(({ shape }) => shape.type.value)
export type EventOf<T extends RunEventType> = Extract<RunEvent, { type: T }>
export type RecordedVariant = z.infer<typeof variantSchema>
export type RecordedProbe = z.infer<typeof probeSchema>
export type RecordedError = z.infer<typeof errorSchema>
export type Output = Readonly<z.infer<typeof outputSchema>>
export type Environment = z.infer<typeof environmentSchema>

/** An event with its place in the run's record. */
export interface StoredEvent {
  readonly sequence: number
  readonly atMs: number
  readonly event: RunEvent
}
