import type { KubernetesApi, Manifest } from '../../../clusters/cluster.ts'
import { ciliumProxy } from '../cilium-proxy.ts'
import { outsideName } from '../fixture-manifests.ts'
import {
  byName,
  declare,
  dnsUdp,
  notApplicable,
  request,
  connect,
  X,
  xa,
  xb,
  ya,
  za,
  type CaseStep,
  type PolicyCaseSpec,
  type FixtureAddresses,
} from './case.ts'

const titles = {
  C1: 'CiliumNetworkPolicy with rules for HTTP',
  C2: 'CiliumNetworkPolicy with names (toFQDNs)',
  C3: 'CiliumNetworkPolicy: deny goes before allow',
  C4: 'CiliumClusterwideNetworkPolicy',
} as const
type Id = keyof typeof titles

const api = (id: Id, steps: readonly CaseStep[]): PolicyCaseSpec => ({
  ...{ id, title: titles[id], kind: 'api', run: 'observe', steps },
})

const unless = (reason: string | undefined, id: Id, steps: readonly CaseStep[]): PolicyCaseSpec =>
  reason === undefined ? api(id, steps) : notApplicable(id, titles[id], reason)

/** Policies of Cilium's own kinds, C1 to C4. Source: docs.cilium.io, Network Policy. */
export async function ciliumCases(
  scene: FixtureAddresses,
  kubernetes: KubernetesApi,
  signal: AbortSignal,
): Promise<readonly PolicyCaseSpec[]> {
  if ((await kubernetes.get('/apis/cilium.io/v2', signal)) === undefined)
    return (['C1', 'C2', 'C3', 'C4'] as const).map((id) =>
      notApplicable(id, titles[id], 'The cluster has no kinds of Cilium.'),
    )
  const { http, names } = await ciliumProxy(kubernetes, signal)
  return [
    unless(http, 'C1', [byRequest]),
    unless(names, 'C2', byNames(scene)),
    api('C3', [denyBeatsAllow]),
    api('C4', [clusterwide]),
  ]
}

const own = (kind: string, metadata: Manifest['metadata'], spec: object): Manifest => ({
  apiVersion: 'cilium.io/v2',
  ...{ kind, metadata, spec },
})

const inNamespace = (name: string) => ({ matchLabels: { 'k8s:io.kubernetes.pod.namespace': name } })
const onA = (name: string, rules: object) =>
  own('CiliumNetworkPolicy', { name, namespace: X }, { endpointSelector: { matchLabels: { pod: 'a' } }, ...rules })
const ofTcp = (port: number) => [{ port: String(port), protocol: 'TCP' }]

/** A request that no rule allows is answered with 403 by the proxy; who may send none at all is dropped. */
const byRequest: CaseStep = {
  policies: [],
  objects: [
    onA('by-request', {
      ingress: [
        {
          fromEndpoints: [inNamespace('cnilab-y')],
          toPorts: [
            {
              ports: ofTcp(8003),
              rules: {
                http: [
                  { method: 'GET', path: '/public' },
                  { method: 'GET', path: '/private', headers: ['X-Cnilab: yes'] },
                ],
              },
            },
          ],
        },
      ],
    }),
  ],
  attempts: [
    ...declare('allowed', connect([ya], [xa], [request('GET', '/public'), request('GET', '/private', 'X-Cnilab:yes')])),
    ...declare('denied', connect([ya], [xa], [request('GET', '/private'), request('POST', '/public')])),
    ...declare('denied', connect([za], [xa], [request('GET', '/public')])),
  ],
}

/**
 * Only the cluster's DNS, and what it answers for one name: that address is shut until the Pod has asked for the name.
 * Source of both: docs.cilium.io, DNS based.
 */
function byNames({ dns }: FixtureAddresses): readonly CaseStep[] {
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
  const always = [...declare('allowed', connect([xa], [dns], [dnsUdp])), ...declare('denied', connect([xa], [ya]))]
  return [
    {
      ...{ title: 'before the name was asked for', policies: [], objects },
      attempts: [...declare('denied', connect([xa], ['outside'])), ...always],
    },
    {
      ...{ title: 'by the name', policies: [], objects },
      attempts: [...declare('allowed', connect([xa], ['outside'], [byName])), ...always],
    },
  ]
}

const denyBeatsAllow: CaseStep = {
  policies: [],
  objects: [
    onA('deny-beats-allow', {
      ingress: [{ fromEndpoints: [inNamespace('cnilab-y'), inNamespace('cnilab-z')] }],
      ingressDeny: [{ fromEndpoints: [inNamespace('cnilab-z')] }],
    }),
  ],
  attempts: [
    ...declare('allowed', [...connect([ya], [xa]), ...connect([za], [xb])]),
    ...declare('denied', connect([za, xb], [xa])),
  ],
}

const clusterwide: CaseStep = {
  policies: [],
  objects: [
    own(
      'CiliumClusterwideNetworkPolicy',
      { name: 'cnilab-only-from-y' },
      { endpointSelector: inNamespace(X), ingress: [{ fromEndpoints: [inNamespace('cnilab-y')] }] },
    ),
  ],
  attempts: [...declare('allowed', connect([ya], [xa, xb])), ...declare('denied', connect([za], [xa, xb]))],
}
