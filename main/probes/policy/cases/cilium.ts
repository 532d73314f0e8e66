import { z } from 'zod'
import type { KubernetesApi, Manifest } from '../../../clusters/cluster.ts'
import { declare, notApplicable, tries, X, xa, xb, ya, za, type PolicyCaseSpec } from './case.ts'

const configuration = z.object({ data: z.record(z.string(), z.string()).default({}) })
const inNamespace = (name: string) => ({ matchLabels: { 'k8s:io.kubernetes.pod.namespace': name } })

/** Policies of Cilium's own kinds, C1 to C4. Source: docs.cilium.io, Network Policy. */
export async function ciliumCases(kubernetes: KubernetesApi, signal: AbortSignal): Promise<readonly PolicyCaseSpec[]> {
  if ((await kubernetes.get('/apis/cilium.io/v2', signal)) === undefined)
    return titles.map(([id, title]) => notApplicable(id, title, 'The cluster has no kinds of Cilium.'))
  const text = await kubernetes.get('/api/v1/namespaces/kube-system/configmaps/cilium-config', signal)
  const proxies = configuration.parse(JSON.parse(text ?? '{}')).data['enable-l7-proxy']
  const [http, names] = titles
  return [
    notApplicable(
      ...http,
      proxies === 'true' ? notTried : `Cilium's proxy is off: enable-l7-proxy is ${proxies ?? 'absent'}.`,
    ),
    notApplicable(...names, 'It needs a name outside of the cluster; the lab has none.'),
    denyBeatsAllow,
    clusterwide,
  ]
}

const notTried = 'The lab does not try rules for HTTP yet.'

const titles = [
  ['C1', 'CiliumNetworkPolicy with rules for HTTP'],
  ['C2', 'CiliumNetworkPolicy with names (toFQDNs)'],
  ['C3', 'CiliumNetworkPolicy: deny goes before allow'],
  ['C4', 'CiliumClusterwideNetworkPolicy'],
] as const

const own = (kind: string, metadata: Manifest['metadata'], spec: object): Manifest => ({
  apiVersion: 'cilium.io/v2',
  ...{ kind, metadata, spec },
})

const denyBeatsAllow: PolicyCaseSpec = {
  ...{ id: titles[2][0], title: titles[2][1], kind: 'api', run: 'looks' },
  steps: [
    {
      policies: [],
      objects: [
        own(
          'CiliumNetworkPolicy',
          { name: 'deny-beats-allow', namespace: X },
          {
            endpointSelector: { matchLabels: { pod: 'a' } },
            ingress: [{ fromEndpoints: [inNamespace('cnilab-y'), inNamespace('cnilab-z')] }],
            ingressDeny: [{ fromEndpoints: [inNamespace('cnilab-z')] }],
          },
        ),
      ],
      attempts: [
        ...declare('open', [...tries([ya], [xa]), ...tries([za], [xb])]),
        ...declare('blocked', tries([za, xb], [xa])),
      ],
    },
  ],
}

const clusterwide: PolicyCaseSpec = {
  ...{ id: titles[3][0], title: titles[3][1], kind: 'api', run: 'looks' },
  steps: [
    {
      policies: [],
      objects: [
        own(
          'CiliumClusterwideNetworkPolicy',
          { name: 'cnilab-only-from-y' },
          { endpointSelector: inNamespace(X), ingress: [{ fromEndpoints: [inNamespace('cnilab-y')] }] },
        ),
      ],
      attempts: [...declare('open', tries([ya], [xa, xb])), ...declare('blocked', tries([za], [xa, xb]))],
    },
  ],
}
