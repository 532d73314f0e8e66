import type { Manifest } from '../../../clusters/cluster.ts'
import { missingEnvoy, missingProxy } from '../cilium-proxy.ts'
import { outsideName } from '../fixture-manifests.ts'
import { request, type FixtureAddresses } from './case.ts'
import { allowed, denied, documented, type PolicyApi } from './policy-api.ts'
import { X } from './policies.ts'

/** Policies of Cilium's own kinds. Source: docs.cilium.io, Network Policy. */
export const ciliumPolicies: PolicyApi = {
  path: '/apis/cilium.io/v2',
  kind: 'CiliumNetworkPolicy',
  absent: 'The cluster has no kinds of Cilium.',
  cases: (scene) => [
    {
      ...{ id: 'C1', title: 'CiliumNetworkPolicy with rules for HTTP', layer: 7 },
      ...{ missing: missingEnvoy, steps: [byRequest] },
    },
    {
      ...{ id: 'C2', title: 'CiliumNetworkPolicy with names (toFQDNs)' },
      ...{ missing: missingProxy, steps: byNames(scene) },
    },
    { id: 'C3', title: 'CiliumNetworkPolicy: deny goes before allow', steps: [denyBeatsAllow] },
    { id: 'C4', title: 'CiliumClusterwideNetworkPolicy', steps: [clusterwide] },
  ],
}

const own = (kind: string, metadata: Manifest['metadata'], spec: object): Manifest => ({
  apiVersion: 'cilium.io/v2',
  ...{ kind, metadata, spec },
})

const inNamespace = (name: string) => ({ matchLabels: { 'k8s:io.kubernetes.pod.namespace': name } })
const onA = (name: string, rules: object) =>
  own('CiliumNetworkPolicy', { name, namespace: X }, { endpointSelector: { matchLabels: { pod: 'a' } }, ...rules })
const ofTcp = (port: number) => [{ port: String(port), protocol: 'TCP' }]

const requests = [
  { method: 'GET', path: '/public' },
  { method: 'GET', path: '/private', headers: ['X-Cnilab: yes'] },
]

/** A request that no rule allows is answered with 403 by the proxy; who may send none at all is dropped. */
const byRequest = documented(
  [
    onA('by-request', {
      ingress: [
        {
          fromEndpoints: [inNamespace('cnilab-y')],
          toPorts: [{ ports: ofTcp(8003), rules: { http: requests } }],
        },
      ],
    }),
  ],
  [
    ...allowed(['ya'], ['xa'], [request('GET', '/public'), request('GET', '/private', 'X-Cnilab:yes')]),
    ...denied(['ya'], ['xa'], [request('GET', '/private'), request('POST', '/public')]),
    ...denied(['za'], ['xa'], [request('GET', '/public')]),
  ],
)

/**
 * Only the cluster's DNS, and what it answers for one name: that address is shut until the Pod has asked for the name.
 * Source of both: docs.cilium.io, DNS based.
 */
function byNames({ dns }: FixtureAddresses) {
  const objects = [
    onA('by-name', {
      egress: [
        {
          toEndpoints: [{ matchLabels: { 'k8s:io.kubernetes.pod.namespace': 'kube-system', 'k8s-app': 'kube-dns' } }],
          toPorts: [{ ports: [{ port: '53', protocol: 'ANY' }], rules: { dns: [{ matchPattern: '*' }] } }],
        },
        { toFQDNs: [{ matchName: outsideName }], toPorts: [{ ports: ofTcp(80) }] },
      ],
    }),
  ]
  const always = [...allowed(['xa'], [dns], ['dnsUdp']), ...denied(['xa'], ['ya'])]
  return [
    documented(objects, [...denied(['xa'], ['outside']), ...always], 'before the name was asked for'),
    documented(objects, [...allowed(['xa'], ['outside'], ['byName']), ...always], 'by the name'),
  ]
}

const denyBeatsAllow = documented(
  [
    onA('deny-beats-allow', {
      ingress: [{ fromEndpoints: [inNamespace('cnilab-y'), inNamespace('cnilab-z')] }],
      ingressDeny: [{ fromEndpoints: [inNamespace('cnilab-z')] }],
    }),
  ],
  [...allowed(['ya'], ['xa']), ...allowed(['za'], ['xb']), ...denied(['za', 'xb'], ['xa'])],
)

const clusterwide = documented(
  [
    own(
      'CiliumClusterwideNetworkPolicy',
      { name: 'cnilab-only-from-y' },
      { endpointSelector: inNamespace(X), ingress: [{ fromEndpoints: [inNamespace('cnilab-y')] }] },
    ),
  ],
  [...allowed(['ya'], ['xa', 'xb']), ...denied(['za'], ['xa', 'xb'])],
)
