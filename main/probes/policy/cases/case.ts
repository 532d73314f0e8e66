import type { Manifest } from '../../../clusters/cluster.ts'
import type { NetworkPolicy } from '../../../policy-model/network-policy.ts'
import type { ClusterModel } from '../../../policy-model/cluster-model.ts'
import { between, type Attempt, type HttpRequest, type RecordedCase, type Way } from '../record.ts'
import { X, Y, Z } from './policies.ts'

/** What is in force, and who then dials whom. */
export interface CaseStep {
  readonly title?: string
  readonly policies: readonly NetworkPolicy[]
  /** Objects of the CNI's own API. */
  readonly objects?: readonly Manifest[]
  /** Labels changed before: of a Pod (`namespace/name`) or a namespace. */
  readonly relabel?: { readonly of: string; readonly labels: Readonly<Record<string, string>> }
  readonly attempts: readonly Attempt[]
}

/** What the record says of a case from the beginning, and how it comes about. */
export interface PolicyCaseSpec extends Pick<RecordedCase, 'id' | 'title' | 'kind' | 'isOptional' | 'layer'> {
  /** Unless given: apply, probe until it is as expected, delete. */
  readonly run?: 'first-packets' | 'established'
  readonly notApplicable?: string | undefined
  readonly steps: readonly CaseStep[]
}

/** What cases need to know of the fixture. */
export interface FixtureAddresses {
  readonly model: ClusterModel
  readonly outside: string
  readonly outside6?: string | undefined
  /** A Pod behind the cluster's DNS. */
  readonly dns: PlaceName
}

/** `namespace/Pod`, or `node/name`. */
export type PlaceName = `${string}/${string}`

/** Those who take part, as cases call them: Pods of the fixture by short names, and the host outside. */
type Party = 'xa' | 'xb' | 'xc' | 'ya' | 'za' | 'outside' | PlaceName
const pods: Readonly<Record<string, string>> = {
  ...{ xa: `${X}/a`, xb: `${X}/b`, xc: `${X}/c` },
  ...{ ya: `${Y}/a`, za: `${Z}/a` },
}

/** What the record calls one of them. */
export const nameOf = (party: Party): string => pods[party] ?? party

const way = (protocol: Way['protocol'], port: number, via: Way['via'] = 'address'): Way => ({ protocol, port, via })

/** By what they may be dialled. */
const ways = {
  tcp80: way('TCP', 80),
  tcp81: way('TCP', 81),
  tcp8001: way('TCP', 8001),
  udp80: way('UDP', 80),
  sctp80: way('SCTP', 80),
  clusterIp: way('TCP', 80, 'cluster-ip'),
  byName: way('TCP', 80, 'name'),
  nodePort: way('TCP', 80, 'node-port'),
  apiServer: way('TCP', 6443),
  dnsUdp: way('UDP', 53, 'cluster-ip'),
  dnsTcp: way('TCP', 53, 'cluster-ip'),
}

/** By a request, which only rules of layer 7 can tell from another. */
export const request = (method: HttpRequest['method'], path: string, header?: string): Way => ({
  ...way('TCP', 8003),
  http: { method, path, header },
})

/** Every source to every target in every way. */
export const connect = (
  from: readonly Party[],
  to: readonly Party[],
  by: readonly (keyof typeof ways | Way)[] = ['tcp80'],
): readonly Attempt[] =>
  between(
    from.map(nameOf),
    to.map(nameOf),
    by.map((each) => (typeof each === 'string' ? ways[each] : each)),
  )

/** By policies alone, in a single step. */
const plain =
  (kind: RecordedCase['kind']) =>
  (
    id: string,
    title: string,
    policies: readonly NetworkPolicy[],
    attempts: readonly Attempt[],
    more?: Pick<PolicyCaseSpec, 'isOptional' | 'run'>,
  ): PolicyCaseSpec => ({ id, title, kind, steps: [{ policies, attempts }], ...more })

export const standard = plain('standard')
export const informational = plain('informational')

export const dynamic = (id: string, title: string, steps: readonly CaseStep[]): PolicyCaseSpec => ({
  ...{ id, title, kind: 'dynamic', steps },
})

/** `1`, `13b`, `27`, `C1`: numbers first, then letters, each in their order. */
export const inSuiteOrder = ({ id }: Pick<RecordedCase, 'id'>, other: Pick<RecordedCase, 'id'>): number =>
  id.localeCompare(other.id, 'en', { numeric: true })

/** The record of a case, as far as its specification says it. */
export const recordOf = (
  { run, notApplicable, steps, ...spec }: PolicyCaseSpec,
  came: Pick<RecordedCase, 'state' | 'reason' | 'steps' | 'released'>,
): RecordedCase => ({ ...spec, ...came })
