import type { Manifest } from '../../../clusters/cluster.ts'
import type { NetworkPolicy } from '../../../policy-model/network-policy.ts'
import type { ClusterModel } from '../../../policy-model/cluster-model.ts'
import type { Attempt, CaseKind, HttpRequest, RecordedCase } from '../record.ts'

type Spec = NetworkPolicy['spec']
type Labels = Readonly<Record<string, string>>

/** What is in force, and who then dials whom. */
export interface CaseStep {
  readonly title?: string
  readonly policies: readonly NetworkPolicy[]
  /** Objects of the CNI's own API. */
  readonly objects?: readonly Manifest[]
  /** Labels changed before: of a Pod (`namespace/name`) or a namespace. */
  readonly relabel?: { readonly of: string; readonly labels: Labels }
  readonly attempts: readonly Attempt[]
}

export interface PolicyCaseSpec {
  readonly id: string
  readonly title: string
  readonly kind: CaseKind
  /** The kernel need not have what it tries. */
  readonly isOptional?: true
  /** It judges rules of this layer. */
  readonly layer?: 7
  /** `observe`: apply, probe until it is as expected, delete. */
  readonly run: 'observe' | 'first-packets' | 'established'
  readonly notApplicable?: string
  readonly steps: readonly CaseStep[]
}

/** What cases need to know of the fixture. */
export interface FixtureAddresses {
  readonly model: ClusterModel
  readonly outside: string
  readonly outside6?: string | undefined
  /** A Pod behind the cluster's DNS, `namespace/name`. */
  readonly dns: string
}

export const [X, Y, Z] = ['cnilab-x', 'cnilab-y', 'cnilab-z'] as const
export const namespaces: readonly string[] = [X, Y, Z]
export const [xa, xb, xc, ya, za] = [`${X}/a`, `${X}/b`, `${X}/c`, `${Y}/a`, `${Z}/a`] as const

interface Wire {
  readonly protocol: Attempt['protocol']
  readonly port: number
  readonly via: Attempt['via']
  readonly http?: HttpRequest
}
const wire = (protocol: Wire['protocol'], port: number, via: Wire['via'] = 'address'): Wire => ({ protocol, port, via })
export const request = (method: HttpRequest['method'], path: string, header?: string): Wire => ({
  ...wire('TCP', 8003),
  http: { method, path, ...(header !== undefined && { header }) },
})
export const tcp80 = wire('TCP', 80)
export const tcp81 = wire('TCP', 81)
export const tcp8001 = wire('TCP', 8001)
export const udp80 = wire('UDP', 80)
export const sctp80 = wire('SCTP', 80)
export const clusterIp = wire('TCP', 80, 'cluster-ip')
export const byName = wire('TCP', 80, 'name')
export const nodePort = wire('TCP', 80, 'node-port')
export const apiServer = wire('TCP', 6443)
export const dnsUdp = wire('UDP', 53, 'cluster-ip')
export const dnsTcp = wire('TCP', 53, 'cluster-ip')

/** Every source to every target by every wire. */
export const connect = (
  from: readonly string[],
  to: readonly string[],
  wires: readonly Wire[] = [tcp80],
): readonly Attempt[] =>
  from.flatMap((source) => to.flatMap((target) => wires.map((each) => ({ from: source, to: target, ...each }))))

/** Attempts of which the CNI's documentation says what must become. */
export const declare = (declared: 'allowed' | 'denied', attempts: readonly Attempt[]): readonly Attempt[] =>
  attempts.map((attempt) => ({ ...attempt, declared }))

export const policy = (namespace: string, name: string, spec: Spec): NetworkPolicy => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { namespace, name },
  spec,
})

export const pod = (name: string) => ({ matchLabels: { pod: name } })
export const inNamespace = (name: string) => ({ matchLabels: { 'kubernetes.io/metadata.name': name } })
/** A peer that is one address, of either family. */
export const addressBlock = (address: string) => ({
  ipBlock: { cidr: `${address}/${address.includes(':') ? '128' : '32'}` },
})
export const guest = { matchLabels: { role: 'guest' } }

/** Ingress of the Pods that a selector finds, from these peers by these ports. */
export const ingress = (podSelector: Spec['podSelector'], rules: Spec['ingress'] = []): Spec => ({
  podSelector,
  policyTypes: ['Ingress'],
  ingress: rules,
})
export const egress = (podSelector: Spec['podSelector'], rules: Spec['egress'] = []): Spec => ({
  podSelector,
  policyTypes: ['Egress'],
  egress: rules,
})

export const standard = (
  id: string,
  title: string,
  policies: readonly NetworkPolicy[],
  attempts: readonly Attempt[],
): PolicyCaseSpec => ({ id, title, kind: 'standard', run: 'observe', steps: [{ policies, attempts }] })

export const informational = (...of: Parameters<typeof standard>): PolicyCaseSpec => ({
  ...standard(...of),
  kind: 'informational',
})

export const dynamic = (id: string, title: string, steps: readonly CaseStep[]): PolicyCaseSpec => ({
  id,
  title,
  kind: 'dynamic',
  run: 'observe',
  steps,
})

export const notApplicable = (
  id: string,
  title: string,
  reason: string,
  kind: PolicyCaseSpec['kind'] = 'api',
): PolicyCaseSpec => ({ id, title, kind, run: 'observe', notApplicable: reason, steps: [] })

/** The record of a case, as far as its specification says it. */
export const recordOf = (
  { id, title, kind, isOptional, layer }: PolicyCaseSpec,
  came: Omit<RecordedCase, 'id' | 'title' | 'kind' | 'isOptional' | 'layer'>,
): RecordedCase => ({
  ...{ id, title, kind },
  ...(isOptional && { isOptional }),
  ...(layer && { layer }),
  ...came,
})
