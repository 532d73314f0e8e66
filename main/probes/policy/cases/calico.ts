import type { Manifest } from '../../../clusters/cluster.ts'
import { allowed, denied, documented, type PolicyApi } from './policy-api.ts'

/** Policies of Calico's own kinds, as its datastore has them. Source: docs.tigera.io/calico, Global network policy. */
export const calicoPolicies: PolicyApi = {
  path: '/apis/crd.projectcalico.org/v1',
  kind: 'GlobalNetworkPolicy',
  absent: 'The cluster has no kinds of Calico.',
  cases: ({ outside }) => [
    { id: 'K1', title: 'GlobalNetworkPolicy: the lower order decides', steps: [byOrder] },
    { id: 'K2', title: 'GlobalNetworkPolicy: Pass hands on to what comes after', steps: [byPass] },
    { id: 'K3', title: 'GlobalNetworkSet as the target of a rule', steps: [bySet(outside)] },
    { id: 'K4', title: 'Rule by the service account of the sender', steps: [byAccount] },
  ],
}

const own = (kind: string, metadata: Manifest['metadata'], spec: object): Manifest => ({
  apiVersion: 'crd.projectcalico.org/v1',
  ...{ kind, metadata, spec },
})

/** On one Pod. In the datastore a name begins with its tier; without one named, the tier is `default`. */
const onA = (name: 'first' | 'second', order: number, rules: object) =>
  own(
    'GlobalNetworkPolicy',
    { name: `default.cnilab-${name}` },
    { order, selector: "projectcalico.org/namespace == 'cnilab-x' && pod == 'a'", ...rules },
  )

const ingress = (...rules: readonly object[]) => ({ types: ['Ingress'], ingress: rules })
const fromNamespace = (name: string) => ({ namespaceSelector: `kubernetes.io/metadata.name == '${name}'` })

const byOrder = documented(
  [
    onA('first', 10, ingress({ action: 'Deny', source: fromNamespace('cnilab-z') })),
    onA('second', 20, ingress({ action: 'Allow' })),
  ],
  [...denied(['za'], ['xa']), ...allowed(['ya', 'xb'], ['xa']), ...allowed(['za'], ['xb'])],
)

const byPass = documented(
  [
    onA('first', 10, ingress({ action: 'Pass', source: fromNamespace('cnilab-y') })),
    onA('second', 20, ingress({ action: 'Deny' })),
  ],
  [...allowed(['ya'], ['xa']), ...denied(['za', 'xb'], ['xa'])],
)

const bySet = (outside: string) =>
  documented(
    [
      own(
        'GlobalNetworkSet',
        { name: 'cnilab-outside', labels: { 'cnilab-set': 'outside' } },
        { nets: [`${outside}/32`] },
      ),
      onA('first', 10, {
        types: ['Egress'],
        egress: [{ action: 'Deny', destination: { selector: "cnilab-set == 'outside'" } }, { action: 'Allow' }],
      }),
    ],
    [...denied(['xa'], ['outside']), ...allowed(['xa'], ['ya']), ...allowed(['xb'], ['outside'])],
  )

const visitor = { serviceAccounts: { selector: "role == 'visitor'" } }
const byAccount = documented(
  [onA('first', 10, ingress({ action: 'Deny', source: visitor }, { action: 'Allow' }))],
  [...denied(['za'], ['xa']), ...allowed(['ya', 'xb'], ['xa'])],
)
