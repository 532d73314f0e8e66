import { pathIds } from '../experiment/paths.ts'
import { z } from 'zod'
import { resolvedSpecSchema } from '../experiment/spec.ts'

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
  id: z.string(),
  cni: z.string(),
  title: z.string(),
  configured: z.object({
    encapsulation: z.enum(['none', 'vxlan', 'geneve', 'ipip', 'udp']),
    tunnelPort: z.number().optional(),
    encryption: z.enum(['wireguard', 'ipsec']).optional(),
    dataplane: z.enum(['iptables', 'nftables', 'ebpf']).optional(),
    datapath: z.string(),
  }),
})

const metric = z.object({
  unit: z.enum(['bit/s', 'ms', 'count', '%']),
  better: z.enum(['higher', 'lower', 'neither']),
  of: z.string(),
  headline: z.literal(true).optional(),
})

/** A probe as the record keeps it: what is needed to read the samples without the program that made them. */
export const probeSchema = z.object({
  id: z.string(),
  title: z.string(),
  question: z.string(),
  paths: z.array(z.enum(pathIds)),
  cases: z.array(z.object({ id: z.string(), title: z.string() })),
  metrics: z.record(z.string(), metric),
})

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
})

/** Which measurement a sample is of. */
export const sampleKeyShape = {
  variant: z.string(),
  probe: z.string(),
  caseId: z.string(),
  path: z.enum(pathIds),
  round: z.number(),
}

export const stepSchema = z.object({
  /** Variant it was done for, or null for the run as a whole. */
  variant: z.string().nullable(),
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

/** One execution, as it ended. */
export const takenSchema = z.object({
  ...sampleKeyShape,
  raw: z.number(),
  command: z.array(z.string()),
  exitCode: z.number(),
  startedAtMs: z.number(),
  durationMs: z.number(),
  /** Busy share of all cores of this machine meanwhile, 0 to 1. */
  machineBusy: z.number(),
})

/** An inspection as the record keeps it. */
export const inspectionSchema = z.object({ id: z.string(), title: z.string(), question: z.string() })

/** One output that an inspection printed; the text itself is in the raw store under `raw`. */
export const inspectionOutputSchema = z.object({
  variant: z.string(),
  inspection: z.string(),
  /** What the output is for. */
  part: z.string(),
  raw: z.number(),
  command: z.array(z.string()),
  exitCode: z.number(),
  startedAtMs: z.number(),
  durationMs: z.number(),
})

const inspected = { variant: z.string(), inspection: z.string(), startedAtMs: z.number(), durationMs: z.number() }

/** How an inspection of one variant ended. The record is of the inspection's own shape. */
export const inspectionEndSchema = z.discriminatedUnion('state', [
  z.object({ ...inspected, state: z.literal('recorded'), record: z.json() }),
  z.object({ ...inspected, state: z.literal('failed'), error: errorSchema }),
])

/** Everything that can happen in a run. The record of a run is the list of these, append-only. */
export const eventSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('run.started'),
    spec: resolvedSpecSchema,
    variants: z.array(variantSchema),
    probes: z.array(probeSchema),
    inspections: z.array(inspectionSchema).optional(),
    environment: environmentSchema,
    /** Process that does the run: lets others tell a running run from an interrupted one. */
    process: z.object({ pid: z.number(), startedAt: z.string() }),
  }),
  /** A later process goes on with an interrupted run. */
  z.object({ type: z.literal('run.resumed'), process: z.object({ pid: z.number(), startedAt: z.string() }) }),
  z.object({ type: z.literal('step.finished'), ...stepSchema.shape }),
  z.object({ type: z.literal('log'), variant: z.string().nullable(), line: z.string() }),
  z.object({ type: z.literal('cluster.ready'), variant: z.string(), ...clusterSchema.shape }),
  /** The variant takes no further part; what was measured before stays. */
  z.object({ type: z.literal('variant.failed'), variant: z.string(), error: errorSchema }),
  z.object({ type: z.literal('round.started'), round: z.number(), order: z.array(z.string()) }),
  /** Output of one execution as it was printed; the raw text itself is in the raw store under `raw`. */
  z.object({ type: z.literal('sample.taken'), ...takenSchema.shape }),
  z.object({
    type: z.literal('sample.measured'),
    ...sampleKeyShape,
    raw: z.number(),
    metrics: z.record(z.string(), z.number()),
    distributions: z.record(z.string(), z.array(z.number())).optional(),
    cpuLimited: z.boolean().optional(),
  }),
  z.object({ type: z.literal('sample.failed'), ...sampleKeyShape, raw: z.number().nullable(), error: errorSchema }),
  z.object({ type: z.literal('inspection.printed'), ...inspectionOutputSchema.shape }),
  z.object({ type: z.literal('inspection.ended'), end: inspectionEndSchema }),
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
export type EventOf<T extends RunEventType> = Extract<RunEvent, { type: T }>
export type RecordedVariant = z.infer<typeof variantSchema>
export type RecordedProbe = z.infer<typeof probeSchema>
export type RecordedError = z.infer<typeof errorSchema>
export type JsonRecord = z.infer<ReturnType<typeof z.json>>
export type RecordedInspection = z.infer<typeof inspectionSchema>
export type InspectionOutput = z.infer<typeof inspectionOutputSchema>
export type InspectionEnd = z.infer<typeof inspectionEndSchema>
export type Environment = z.infer<typeof environmentSchema>

/** An event with its place in the run's record. */
export interface StoredEvent {
  readonly sequence: number
  readonly atMs: number
  readonly event: RunEvent
}
