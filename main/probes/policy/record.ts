import { z } from 'zod'

const labels = z.record(z.string(), z.string())
const protocol = z.enum(['TCP', 'UDP', 'SCTP'])
const reach = z.enum(['open', 'refused', 'dropped', 'error'])

const worldSchema = z.object({
  namespaces: z.array(z.object({ name: z.string(), labels })),
  pods: z.array(
    z.object({
      namespace: z.string(),
      name: z.string(),
      labels,
      node: z.string(),
      address: z.string(),
      address6: z.string().optional(),
      hostNetwork: z.boolean(),
      ports: z.array(z.object({ name: z.string().optional(), protocol, port: z.number() })),
    }),
  ),
  nodes: z.array(z.object({ name: z.string(), address: z.string() })),
})

/** How a target is dialled: at its own address, by a name that the cluster's DNS knows, or through a Service before it. */
const via = z.enum(['address', 'ipv6', 'name', 'cluster-ip', 'node-port'])

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
  protocol,
  /** The port that they arrive at, after any Service. */
  port: z.number(),
  via,
  /** Over HTTP, this request; without it, a connection is enough. */
  http: requestSchema.optional(),
})

const trySchema = attemptSchema.extend({
  /** What the documentation of the CNI's own API lets expect; absent where NetworkPolicies decide. */
  declared: z.enum(['open', 'blocked']).optional(),
  /** Before any policy. */
  baseline: reach,
  observed: reach,
  /** With the policies gone again; absent where nobody looked. */
  after: reach.optional(),
  note: z.string().optional(),
})

const stepSchema = z.object({
  title: z.string().optional(),
  /** NetworkPolicies in force, as YAML; empty where there are none. */
  policies: z.string(),
  /** Objects of the CNI's own API in force, as YAML. */
  objects: z.string().optional(),
  /** Where labels or Pods differ from the record's. */
  world: worldSchema.optional(),
  tries: z.array(trySchema),
  looks: z.number(),
  /** The last looks were alike. */
  stable: z.boolean(),
  enforceMs: z.number().optional(),
})

const caseSchema = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(['standard', 'dynamic', 'shown', 'api', 'own']),
  /** `refused`: the API server did not take the policies; `skipped`: not all was open without policies. */
  state: z.enum(['tried', 'not-applicable', 'refused', 'failed', 'skipped']),
  reason: z.string().optional(),
  steps: z.array(stepSchema),
  releaseMs: z.number().optional(),
})

/** A connection that was there before the policy that forbids it: lines that came back over it. */
const establishedSchema = z.object({
  linesBefore: z.number(),
  /** New connections were seen to be blocked. */
  enforced: z.boolean(),
  linesAfter: z.number(),
})

export const policyRecordSchema = z.object({
  world: worldSchema,
  outside: z.string(),
  outside6: z.string().optional(),
  gate: z.array(trySchema),
  cases: z.array(caseSchema),
  established: establishedSchema.optional(),
})

export type PolicyRecord = z.infer<typeof policyRecordSchema>
export type RecordedCase = z.infer<typeof caseSchema>
export type RecordedStep = z.infer<typeof stepSchema>
export type RecordedTry = z.infer<typeof trySchema>
export type Established = z.infer<typeof establishedSchema>
export type HttpRequest = Readonly<z.infer<typeof requestSchema>>
export type Attempt = Readonly<z.infer<typeof attemptSchema>> & { readonly declared?: 'open' | 'blocked' | undefined }

/** One attempt among others. */
export const keyOf = ({ from, to, protocol: of, port, via: way, http }: Attempt): string =>
  [from, to, of, String(port), way, ...(http ? [http.method, http.path, http.header ?? ''] : [])].join(' ')
