import type { KubernetesApi, Manifest } from '../../../clusters/cluster.ts'
import { declare, inNamespace, notApplicable, connect, X, xa, xb, ya, Z, za, type PolicyCaseSpec } from './case.ts'

const [id, title] = ['N1', 'ClusterNetworkPolicy of the tier Admin'] as const

/** Source: network-policy-api.sigs.k8s.io, ClusterNetworkPolicy v1alpha2. */
export async function clusterPolicyCases(
  kubernetes: KubernetesApi,
  signal: AbortSignal,
): Promise<readonly PolicyCaseSpec[]> {
  const resources = await kubernetes.get('/apis/policy.networking.k8s.io/v1alpha2', signal)
  if (!resources?.includes('ClusterNetworkPolicy'))
    return [notApplicable(id, title, 'The cluster has no ClusterNetworkPolicy (policy.networking.k8s.io/v1alpha2).')]
  const attempts = [
    ...declare('denied', connect([za], [xa])),
    ...declare('allowed', [...connect([ya], [xa]), ...connect([za], [xb])]),
  ]
  return [{ id, title, kind: 'api', run: 'observe', steps: [{ policies: [], objects: [denyFromZ], attempts }] }]
}

const denyFromZ: Manifest = {
  apiVersion: 'policy.networking.k8s.io/v1alpha2',
  kind: 'ClusterNetworkPolicy',
  metadata: { name: 'cnilab-deny-from-z' },
  spec: {
    tier: 'Admin',
    priority: 10,
    subject: { pods: { namespaceSelector: inNamespace(X), podSelector: { matchLabels: { pod: 'a' } } } },
    ingress: [{ name: 'from-z', action: 'Deny', from: [{ namespaces: inNamespace(Z) }] }],
  },
}
