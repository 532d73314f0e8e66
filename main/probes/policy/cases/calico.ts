import type { KubernetesApi, Manifest } from '../../../clusters/cluster.ts'
import {
  declare,
  notApplicable,
  connect,
  xa,
  xb,
  ya,
  za,
  type CaseStep,
  type PolicyCaseSpec,
  type FixtureAddresses,
} from './case.ts'

const titles = [
  ['K1', 'GlobalNetworkPolicy: the lower order decides'],
  ['K2', 'GlobalNetworkPolicy: Pass hands on to what comes after'],
  ['K3', 'GlobalNetworkSet as the target of a rule'],
  ['K4', 'Rule by the service account of the sender'],
] as const

/** Policies of Calico's own kinds, as its datastore has them. Source: docs.tigera.io/calico, Global network policy. */
export async function calicoCases(
  { outside }: FixtureAddresses,
  kubernetes: KubernetesApi,
  signal: AbortSignal,
): Promise<readonly PolicyCaseSpec[]> {
  if ((await kubernetes.get('/apis/crd.projectcalico.org/v1', signal)) === undefined)
    return titles.map(([id, title]) => notApplicable(id, title, 'The cluster has no kinds of Calico.'))
  const steps = [byOrder, byPass, bySet(outside), byAccount]
  return titles.map(([id, title], index) => ({
    id,
    title,
    kind: 'api',
    run: 'observe',
    steps: steps.slice(index, index + 1),
  }))
}

const onlyA = "projectcalico.org/namespace == 'cnilab-x' && pod == 'a'"
const fromNamespace = (name: string) => ({ namespaceSelector: `kubernetes.io/metadata.name == '${name}'` })

const own = (kind: string, name: string, spec: object, labels?: Readonly<Record<string, string>>): Manifest => ({
  apiVersion: 'crd.projectcalico.org/v1',
  kind,
  metadata: { name, ...(labels && { labels }) },
  spec,
})

/** In the datastore a name begins with its tier; without one named, the tier is `default`. */
const globalPolicy = (name: string, order: number, rules: object) =>
  own('GlobalNetworkPolicy', `default.cnilab-${name}`, { order, selector: onlyA, ...rules })

const ingress = (...rules: readonly object[]) => ({ types: ['Ingress'], ingress: rules })

const byOrder: CaseStep = {
  policies: [],
  objects: [
    globalPolicy('first', 10, ingress({ action: 'Deny', source: fromNamespace('cnilab-z') })),
    globalPolicy('second', 20, ingress({ action: 'Allow' })),
  ],
  attempts: [
    ...declare('denied', connect([za], [xa])),
    ...declare('allowed', [...connect([ya, xb], [xa]), ...connect([za], [xb])]),
  ],
}

const byPass: CaseStep = {
  policies: [],
  objects: [
    globalPolicy('first', 10, ingress({ action: 'Pass', source: fromNamespace('cnilab-y') })),
    globalPolicy('second', 20, ingress({ action: 'Deny' })),
  ],
  attempts: [...declare('allowed', connect([ya], [xa])), ...declare('denied', connect([za, xb], [xa]))],
}

const bySet = (outside: string): CaseStep => ({
  policies: [],
  objects: [
    own('GlobalNetworkSet', 'cnilab-outside', { nets: [`${outside}/32`] }, { 'cnilab-set': 'outside' }),
    globalPolicy('first', 10, {
      types: ['Egress'],
      egress: [{ action: 'Deny', destination: { selector: "cnilab-set == 'outside'" } }, { action: 'Allow' }],
    }),
  ],
  attempts: [
    ...declare('denied', connect([xa], ['outside'])),
    ...declare('allowed', [...connect([xa], [ya]), ...connect([xb], ['outside'])]),
  ],
})

const byAccount: CaseStep = {
  policies: [],
  objects: [
    globalPolicy(
      'first',
      10,
      ingress({ action: 'Deny', source: { serviceAccounts: { selector: "role == 'visitor'" } } }, { action: 'Allow' }),
    ),
  ],
  attempts: [...declare('denied', connect([za], [xa])), ...declare('allowed', connect([ya, xb], [xa]))],
}
