import { BlockList, isIP } from 'node:net'
import { parseAllDocuments } from 'yaml'
import { z } from 'zod'
import { LabError } from '../system/errors.ts'

export interface LabelRequirement {
  readonly key: string
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist'
  readonly values?: readonly string[]
}

export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>
  readonly matchExpressions?: readonly LabelRequirement[]
}

export interface IpBlock {
  readonly cidr: string
  readonly except?: readonly string[]
}

export interface PolicyPeer {
  readonly podSelector?: LabelSelector
  readonly namespaceSelector?: LabelSelector
  readonly ipBlock?: IpBlock
}

export interface PolicyPort {
  readonly protocol?: 'TCP' | 'UDP' | 'SCTP'
  readonly port?: number | string
  readonly endPort?: number
}

export interface IngressRule {
  readonly from?: readonly PolicyPeer[]
  readonly ports?: readonly PolicyPort[]
}

export interface EgressRule {
  readonly to?: readonly PolicyPeer[]
  readonly ports?: readonly PolicyPort[]
}

/** A NetworkPolicy of networking.k8s.io/v1, as the API server takes it. */
export interface NetworkPolicy {
  readonly apiVersion: 'networking.k8s.io/v1'
  readonly kind: 'NetworkPolicy'
  readonly metadata: { readonly name: string; readonly namespace: string }
  readonly spec: {
    readonly podSelector: LabelSelector
    readonly policyTypes?: readonly ('Ingress' | 'Egress')[]
    readonly ingress?: readonly IngressRule[]
    readonly egress?: readonly EgressRule[]
  }
}

/** Everyone whom its rules name, also those of a direction that it does not isolate. */
export const peersIn = ({ spec }: NetworkPolicy): readonly PolicyPeer[] => [
  ...(spec.ingress ?? []).flatMap(({ from = [] }) => from),
  ...(spec.egress ?? []).flatMap(({ to = [] }) => to),
]

/** A field may be absent or `null`: both mean the same to the API server. */
const maybe = <S extends z.ZodType>(schema: S) => schema.nullish().transform((value) => value ?? undefined)

const labelName = /^([A-Za-z0-9][-\w.]{0,61})?[A-Za-z0-9]$/
const dnsName = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/
const isLabelKey = (key: string) => {
  const [last = '', prefix, ...more] = key.split('/').toReversed()
  return labelName.test(last) && more.length === 0 && (prefix === undefined || dnsName.test(prefix))
}
const isLabelValue = (value: string) => value === '' || labelName.test(value)

const labelKey = z.string().refine(isLabelKey, 'is not a label key')
const labelValue = z.string('must be a string: put it in quotes').refine(isLabelValue, 'is not a label value')

const requirement = z
  .strictObject({
    key: labelKey,
    operator: z.enum(['In', 'NotIn', 'Exists', 'DoesNotExist']),
    values: maybe(z.array(labelValue)),
  })
  .refine(({ operator, values = [] }) => operator.endsWith('In') === values.length > 0, {
    path: ['values'],
    message: 'must be given for In and NotIn, and only for these',
  })

const selector = z.strictObject({
  matchLabels: maybe(z.record(labelKey, labelValue)),
  matchExpressions: maybe(z.array(requirement)),
})

/** Address and prefix length of `10.0.0.0/8` or `fd00::/8`; undefined where it is none. */
export function parseCidr(
  cidr: string,
): { readonly address: string; readonly bits: number; readonly family: 'ipv4' | 'ipv6' } | undefined {
  const [, address = '', bits = ''] = /^([^/]+)\/(0|[1-9]\d{0,2})$/.exec(cidr) ?? []
  const version = address.includes('%') ? 0 : isIP(address)
  if (version === 0 || Number(bits) > (version === 4 ? 32 : 128)) return undefined
  return { address, bits: Number(bits), family: version === 4 ? 'ipv4' : 'ipv6' }
}

/** The specification demands a strict subset. */
function isWithin(inner: string, outer: string): boolean {
  const [small, large] = [parseCidr(inner), parseCidr(outer)]
  if (!small || small.family !== large?.family || small.bits <= large.bits) return false
  const block = new BlockList()
  block.addSubnet(large.address, large.bits, large.family)
  return block.check(small.address, small.family)
}

const cidr = z.string().refine((text) => parseCidr(text) !== undefined, 'is not a range of addresses like 10.0.0.0/8')
const ipBlock = z
  .strictObject({ cidr, except: maybe(z.array(cidr)) })
  .refine((block) => block.except?.every((each) => isWithin(each, block.cidr)) ?? true, {
    path: ['except'],
    message: 'must lie within cidr, and be smaller',
  })

const peer = z
  .strictObject({ podSelector: maybe(selector), namespaceSelector: maybe(selector), ipBlock: maybe(ipBlock) })
  .refine((each) => each.podSelector ?? each.namespaceSelector ?? each.ipBlock, 'must name a peer')
  .refine((each) => !each.ipBlock || !(each.podSelector ?? each.namespaceSelector), {
    path: ['ipBlock'],
    message: 'cannot stand beside a selector',
  })

const portNumber = z.int().min(1).max(65535)
const portName = z
  .string()
  .refine(
    (name) => /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/.test(name),
    'is not a port name; a number stands without quotes',
  )
const port = z
  .strictObject({
    protocol: maybe(z.enum(['TCP', 'UDP', 'SCTP'])),
    port: maybe(z.union([portNumber, portName])),
    endPort: maybe(portNumber),
  })
  .refine((each) => each.endPort === undefined || (typeof each.port === 'number' && each.port <= each.endPort), {
    path: ['endPort'],
    message: 'needs a numbered port that is not above it',
  })

const ports = maybe(z.array(port))
const peers = maybe(z.array(peer))

export const networkPolicySchema: z.ZodType<NetworkPolicy> = z.object({
  apiVersion: z.literal('networking.k8s.io/v1'),
  kind: z.literal('NetworkPolicy'),
  metadata: z.object({
    name: z.string().regex(dnsName, 'is not an object name'),
    namespace: maybe(z.string().regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, 'is not a namespace name')).transform(
      (namespace) => namespace ?? 'default',
    ),
  }),
  // Strict, as a field with a typing error in its name would change what the policy says.
  spec: z.strictObject({
    podSelector: maybe(selector).transform((each) => each ?? {}),
    policyTypes: maybe(z.array(z.enum(['Ingress', 'Egress']))),
    ingress: maybe(z.array(z.strictObject({ from: peers, ports }))),
    egress: maybe(z.array(z.strictObject({ to: peers, ports }))),
  }),
})

const title = 'Cannot read the policies'
const listShape = z.object({ kind: z.enum(['List', 'NetworkPolicyList']), items: z.array(z.unknown()) })
const kindShape = z.object({ apiVersion: z.string().optional(), kind: z.string() })

function readPolicy(object: unknown, place: string): NetworkPolicy {
  const of = kindShape.safeParse(object).data
  if (of?.kind !== 'NetworkPolicy' || of.apiVersion !== 'networking.k8s.io/v1')
    throw new LabError({
      code: 'bad-usage',
      title,
      message: `${place} is ${of ? `a ${[of.apiVersion, of.kind].filter(Boolean).join(' ')}` : 'no Kubernetes object'}.`,
      hint: 'Give only NetworkPolicy objects of networking.k8s.io/v1: the lab makes namespaces and Pods for them itself.',
    })
  const { data, error } = networkPolicySchema.safeParse(object)
  if (data) return data
  const [issue] = error.issues
  const field = issue?.path.map(String).join('.') ?? ''
  throw new LabError({
    code: 'bad-usage',
    title,
    message: `${place}: ${field === '' ? 'the object' : field}: ${issue?.message ?? 'is not valid'}.`,
    hint: 'kubectl explain networkpolicy.spec --recursive shows all fields.',
  })
}

function readObject(object: unknown, place: string): readonly NetworkPolicy[] {
  const list = listShape.safeParse(object).data
  if (!list) return [readPolicy(object, place)]
  return list.items.flatMap((item, index) => readObject(item, `${place}, item ${String(index + 1)}`))
}

function documentsOf(yaml: string): readonly unknown[] {
  return parseAllDocuments(yaml).map((document, index) => {
    const [error] = document.errors
    if (error) throw new Error(`Document ${String(index + 1)}: ${error.message}`, { cause: error })
    return document.toJS() as unknown
  })
}

/** NetworkPolicies of a YAML text: documents and lists. Without a namespace they are of `default`. @throws LabError `bad-usage` */
export function parseNetworkPolicies(yaml: string): readonly NetworkPolicy[] {
  let documents: readonly unknown[]
  try {
    documents = documentsOf(yaml)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const hint = 'kubectl apply --dry-run=client -f FILE reads it in the same way.'
    throw new LabError({ code: 'bad-usage', title, message, hint }, { cause: error })
  }
  const policies = documents.flatMap((object, index) =>
    object === null || object === undefined ? [] : readObject(object, `Document ${String(index + 1)}`),
  )
  const names = policies.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (policies.length > 0 && twice === undefined) return policies
  const message = twice === undefined ? 'there is none.' : `${twice} is there twice.`
  throw new LabError({ code: 'bad-usage', title, message, hint: 'Give each policy of a namespace a name of its own.' })
}
