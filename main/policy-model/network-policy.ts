import { z } from 'zod'
import { LabError } from '../system/errors.ts'
import { isInRange, parseCidr } from './cidr.ts'
import { fullName } from './cluster-model.ts'
import { kubernetesObjects, type PlacedObject } from './kubernetes-objects.ts'
import { unrendered } from './unrendered.ts'

const labelName = /^([A-Za-z0-9][-\w.]{0,61})?[A-Za-z0-9]$/
const dnsName = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/
const isLabelKey = (key: string) => {
  const [last = '', prefix, ...more] = key.split('/').toReversed()
  return labelName.test(last) && more.length === 0 && (prefix === undefined || dnsName.test(prefix))
}
const isLabelValue = (value: string) => value === '' || labelName.test(value)

const labelKey = z.string().refine(isLabelKey, 'is not a label key')
const labelValue = z.string('must be a string: put it in quotes').refine(isLabelValue, 'is not a label value')

/**
 * An object whose fields may be absent or `null`: both mean the same to the API server. Strict, as a field with a typing error in its
 * name would change what the policy says.
 */
const fields = <S extends z.ZodRawShape>(shape: S) => z.preprocess(withoutNulls, z.strictObject(shape).readonly())

const withoutNulls = (given: unknown): unknown =>
  typeof given === 'object' && given !== null && !Array.isArray(given)
    ? Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null))
    : given

const listOf = <S extends z.ZodType>(item: S) => z.array(item).readonly().optional()

const requirement = fields({
  key: labelKey,
  operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist']),
  values: listOf(labelValue),
}).refine(({ operator, values = [] }) => operator.endsWith('In') === values.length > 0, {
  path: ['values'],
  message: 'must be given for In and NotIn, and only for these',
})

const selector = fields({
  matchLabels: z.record(labelKey, labelValue).readonly().optional(),
  matchExpressions: listOf(requirement),
})
export type LabelSelector = z.infer<typeof selector>

/** The specification demands a strict subset. */
const isWithin = (inner: string, outer: string) => {
  const [address = '', bits] = inner.split('/')
  return isInRange(address, outer) && Number(bits) > Number(outer.split('/')[1])
}

const cidr = z.string().refine((text) => parseCidr(text) !== undefined, 'is not a range of addresses like 10.0.0.0/8')
const ipBlock = fields({ cidr, except: listOf(cidr) }).refine(
  (block) => block.except?.every((each) => isWithin(each, block.cidr)) ?? true,
  { path: ['except'], message: 'must lie within cidr, and be smaller' },
)
export type IpBlock = z.infer<typeof ipBlock>

const peer = fields({
  podSelector: selector.optional(),
  namespaceSelector: selector.optional(),
  ipBlock: ipBlock.optional(),
})
  .refine((each) => each.podSelector ?? each.namespaceSelector ?? each.ipBlock, 'must name a peer')
  .refine((each) => !each.ipBlock || !(each.podSelector ?? each.namespaceSelector), {
    path: ['ipBlock'],
    message: 'cannot stand beside a selector',
  })
export type PolicyPeer = z.infer<typeof peer>

const portNumber = z.int().min(1).max(65535)
const portName = z
  .string()
  .refine(
    (name) => /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/.test(name),
    'is not a port name; a number stands without quotes',
  )
const port = fields({
  protocol: z.enum(['TCP', 'UDP', 'SCTP']).optional(),
  port: z.union([portNumber, portName]).optional(),
  endPort: portNumber.optional(),
}).refine((each) => each.endPort === undefined || (typeof each.port === 'number' && each.port <= each.endPort), {
  path: ['endPort'],
  message: 'needs a numbered port that is not above it',
})
export type PolicyPort = z.infer<typeof port>

const notText = 'must be a string: put it in quotes'
const namespace = z.string(notText).regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, 'is not a namespace name')
const networkPolicySchema = z
  .object({
    apiVersion: z.literal('networking.k8s.io/v1'),
    kind: z.literal('NetworkPolicy'),
    metadata: z
      .object({
        name: z.string(notText).regex(dnsName, 'is not an object name'),
        namespace: namespace.nullish().transform((given) => given ?? 'default'),
      })
      .readonly(),
    spec: fields({
      podSelector: selector.default({}),
      policyTypes: listOf(z.enum(['Ingress', 'Egress'])),
      ingress: listOf(fields({ from: listOf(peer), ports: listOf(port) })),
      egress: listOf(fields({ to: listOf(peer), ports: listOf(port) })),
    }),
  })
  .readonly()

/** A NetworkPolicy of networking.k8s.io/v1, as the API server takes it. */
export type NetworkPolicy = z.infer<typeof networkPolicySchema>

export type Direction = 'Ingress' | 'Egress'

/** The rules of a direction: with whom, and by which ports; an empty list is everyone, or every port. */
export const rulesOf = ({ spec }: NetworkPolicy, direction: Direction) =>
  direction === 'Ingress'
    ? (spec.ingress ?? []).map(({ from = [], ports = [] }) => ({ peers: from, ports }))
    : (spec.egress ?? []).map(({ to = [], ports = [] }) => ({ peers: to, ports }))

/** All its rules, also those of a direction that it does not isolate. */
export const allRulesOf = (policy: NetworkPolicy) => [...rulesOf(policy, 'Ingress'), ...rulesOf(policy, 'Egress')]

const objectShape = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string().optional(), namespace: z.string().nullish() }).catch({}),
})

/** What a file holds for the lab. */
export interface PoliciesRead {
  readonly policies: readonly NetworkPolicy[]
  /** Objects of other kinds beside them, each as "Service shop/web". */
  readonly leftOut: readonly string[]
}

const refusal = (message: string, hint: string, cause?: unknown) =>
  new LabError({ code: 'bad-usage', title: 'Cannot read the policies', message, hint }, { cause })

/** A policy; or the name of what is none; what is meant as a policy and is not one that the lab can try is refused. */
function readObject({ object, place }: PlacedObject): NetworkPolicy | string {
  const of = objectShape.safeParse(object).data
  if (!of)
    throw refusal(`${place} is no Kubernetes object.`, 'Each has apiVersion and kind: give NetworkPolicy objects.')
  if (of.kind === 'NetworkPolicy' && of.apiVersion === 'networking.k8s.io/v1') return readPolicy(object, place)
  if (!/network-?polic/i.test(of.kind)) return `${of.kind} ${fullNameOf(of.metadata)}`
  throw refusal(
    `${place} is a ${of.apiVersion} ${of.kind}.`,
    'Only NetworkPolicy objects of networking.k8s.io/v1 are tried: write apiVersion: networking.k8s.io/v1 where that is meant.',
  )
}

const fullNameOf = ({
  namespace,
  name = 'without a name',
}: {
  namespace?: string | null | undefined
  name?: string
}) => (namespace === null || namespace === undefined ? name : `${namespace}/${name}`)

function readPolicy(object: unknown, place: string): NetworkPolicy {
  const { data, error } = networkPolicySchema.safeParse(object)
  if (data) return data
  const [issue] = error.issues
  const field = issue?.path.map(String).join('.') ?? ''
  const said = issue?.message ?? 'is not valid'
  throw refusal(
    `${place}: ${field === '' ? 'the object' : field}: ${said.startsWith('Invalid') ? '' : shownValue(object, issue?.path ?? [])}${said}.`,
    'kubectl explain networkpolicy.spec --recursive shows all fields.',
  )
}

/** What stands there, where that is short: a text that is another than it seems is seen so. */
function shownValue(object: unknown, path: readonly PropertyKey[]): string {
  const value = path.reduce<unknown>(
    (inner, key) => (typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined),
    object,
  )
  if (typeof value === 'number' || typeof value === 'boolean') return `${String(value)} `
  return typeof value === 'string' && value.length <= 80 ? `${JSON.stringify(value)} ` : ''
}

/** @throws LabError `bad-usage` */
function objectsOf(yaml: string): readonly PlacedObject[] {
  try {
    return kubernetesObjects(yaml)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw refusal(message, 'kubectl apply --dry-run=client -f FILE reads it in the same way.', error)
  }
}

/**
 * NetworkPolicies of a YAML text as kubectl reads it: documents and lists, objects of other kinds left out. Without a namespace they
 * are of `default`.
 * @throws LabError `bad-usage`
 */
export function readNetworkPolicies(yaml: string): PoliciesRead {
  try {
    return policiesAmong(objectsOf(yaml))
  } catch (error) {
    const template = unrendered(yaml)
    throw template ? refusal(template.message, template.hint, error) : error
  }
}

/** The policies among objects that are read already. @throws LabError `bad-usage` */
export function policiesAmong(objects: readonly PlacedObject[]): PoliciesRead {
  const read = objects.map(readObject)
  const leftOut = read.filter((each) => typeof each === 'string')
  const policies = read.filter((each) => typeof each !== 'string')
  const names = policies.map(({ metadata }) => fullName(metadata))
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (policies.length > 0 && twice === undefined) return { policies, leftOut }
  if (twice !== undefined)
    throw refusal(`${twice} is there twice.`, 'Give each policy of a namespace a name of its own.')
  const beside = leftOut.length > 0 ? `, only ${leftOut.join(', ')}` : ''
  throw refusal(`there is none${beside}.`, 'Give NetworkPolicy objects of networking.k8s.io/v1.')
}

/** The policies alone. @throws LabError `bad-usage` */
export const parseNetworkPolicies = (yaml: string): readonly NetworkPolicy[] => readNetworkPolicies(yaml).policies
