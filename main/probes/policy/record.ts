import { z } from 'zod'
import { clusterModelSchema, protocolSchema } from '../../policy-model/cluster-model.ts'
import { upgradeRecord } from './upgrade-record.ts'

/** What an attempt to reach something came to. `dropped`: no answer in time; `refused`: an answer that nothing listens, or a reset. */
const connectivitySchema = z.enum(['allowed', 'refused', 'dropped', 'error'])
export type Connectivity = z.infer<typeof connectivitySchema>

/** How a target is dialled: at its own address, by a name that the cluster's DNS knows, or through a Service before it. */
const viaSchema = z.enum(['address', 'ipv6', 'name', 'cluster-ip', 'node-port'])

const requestSchema = z.object({
  method: z.enum(['GET', 'POST']),
  path: z.string(),
  /** `Name: value`. */
  header: z.string().optional(),
})

const attemptSchema = z.object({
  /** `namespace/Pod`, `outside`, or an address that the host outside has beside its own. */
  from: z.string(),
  /** The same, or `node/name`: where the packets arrive in the end. */
  to: z.string(),
  protocol: protocolSchema,
  /** The port that they arrive at, after any Service. */
  port: z.number(),
  via: viaSchema,
  /** Over HTTP, this request; without it, a connection is enough. */
  http: requestSchema.optional(),
  /** What the documentation of the CNI's own API lets expect; absent where NetworkPolicies decide. */
  declared: z.enum(['allowed', 'denied']).optional(),
})

const checkSchema = attemptSchema.extend({
  /** Before any policy. */
  baseline: connectivitySchema,
  observed: connectivitySchema,
  /** With the policies gone again; absent where it was not observed. */
  after: connectivitySchema.optional(),
  note: z.string().optional(),
})

/** Between these two a change took effect: ms from the API server's answer to the begin of a probe round. */
const tookEffectSchema = z.object({
  /** The last round that was not as expected; absent where the first one already was, and in records that did not keep it. */
  lastWrongMs: z.number().optional(),
  /** The first of the rounds that were as expected to the end. */
  firstRightMs: z.number(),
})

const stepSchema = z.object({
  title: z.string().optional(),
  /** NetworkPolicies in force, as YAML; empty where there are none. */
  policies: z.string(),
  /** Objects of the CNI's own API in force, as YAML. */
  objects: z.string().optional(),
  /** Where labels or Pods differ from the record's. */
  model: clusterModelSchema.optional(),
  checks: z.array(checkSchema),
  /** How many probe rounds it took. */
  rounds: z.number(),
  /** The last rounds were alike. */
  stable: z.boolean(),
  enforced: tookEffectSchema.optional(),
})

export const caseKinds = ['standard', 'dynamic', 'informational', 'api', 'user'] as const

const caseSchema = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(caseKinds),
  /** The kernel need not have what it tries: not applicable where nothing of it is allowed without policies either. */
  isOptional: z.boolean().optional(),
  /** It judges rules of this layer. */
  layer: z.literal(7).optional(),
  /** `rejected`: the API server did not take the policies; `skipped`: not all was allowed without policies. */
  state: z.enum(['checked', 'not-applicable', 'rejected', 'failed', 'skipped']),
  reason: z.string().optional(),
  steps: z.array(stepSchema),
  released: tookEffectSchema.optional(),
})

/** A connection that was there before the policy that forbids it: lines that came back over it. */
const establishedSchema = z.object({
  linesBefore: z.number(),
  /** New connections were seen to be denied. */
  enforced: z.boolean(),
  linesAfter: z.number(),
})

const recordSchema = z.object({
  model: clusterModelSchema,
  outside: z.string(),
  outside6: z.string().optional(),
  /** Every attempt without any policy. */
  baseline: z.array(checkSchema),
  cases: z.array(caseSchema),
  established: establishedSchema.optional(),
  /** So many cases ran at a time; one after the other in records that do not say. */
  sideBySide: z.number().optional(),
})

/** Reads records of today and of the version before, which had other names. */
export const policyRecordSchema: z.ZodType<PolicyRecord> = z.preprocess(upgradeRecord, recordSchema)

export type PolicyRecord = z.infer<typeof recordSchema>
export type CaseKind = (typeof caseKinds)[number]
export type RecordedCase = z.infer<typeof caseSchema>
export type RecordedStep = z.infer<typeof stepSchema>
export type RecordedCheck = z.infer<typeof checkSchema>
export type TookEffect = Readonly<z.infer<typeof tookEffectSchema>>
export type Established = z.infer<typeof establishedSchema>
export type HttpRequest = Readonly<z.infer<typeof requestSchema>>
export type Attempt = Readonly<z.infer<typeof attemptSchema>>

/** By what somebody is dialled. */
export type Way = Pick<Attempt, 'protocol' | 'port' | 'via' | 'http'>

/** Every source to every target in every way. */
export const between = (from: readonly string[], to: readonly string[], by: readonly Way[]): readonly Attempt[] =>
  from.flatMap((source) => to.flatMap((target) => by.map((way) => ({ from: source, to: target, ...way }))))

/** One attempt among others. */
export const keyOf = ({ from, to, protocol, port, via, http }: Attempt): string =>
  [from, to, protocol, String(port), via, ...(http ? [http.method, http.path, http.header ?? ''] : [])].join(' ')

/** Each attempt once. */
export const distinct = <A extends Attempt>(attempts: readonly A[]): readonly A[] => [
  ...new Map(attempts.map((each) => [keyOf(each), each])).values(),
]

/**
 * Denied under the policy, and allowed before and after it: nothing else can have denied it. A server that has ended answers nothing,
 * too.
 */
export const wasDenied = ({ baseline, observed, after }: RecordedCheck): boolean =>
  baseline === 'allowed' && after === 'allowed' && (observed === 'dropped' || observed === 'refused')

/** Something of it was seen to be enforced. */
export const observedDenial = ({ steps }: Pick<RecordedCase, 'steps'>): boolean =>
  steps.some(({ checks }) => checks.some(wasDenied))
