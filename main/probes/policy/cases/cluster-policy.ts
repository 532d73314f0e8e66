import { allowed, denied, documented, type PolicyApi } from './policy-api.ts'
import { inNamespace, pod, X, Z } from './policies.ts'

const apiVersion = 'policy.networking.k8s.io/v1alpha2'

/** Source: network-policy-api.sigs.k8s.io, ClusterNetworkPolicy v1alpha2. */
export const clusterPolicies: PolicyApi = {
  path: `/apis/${apiVersion}`,
  kind: 'ClusterNetworkPolicy',
  absent: `The cluster has no ClusterNetworkPolicy (${apiVersion}).`,
  cases: () => [
    {
      id: 'N1',
      title: 'ClusterNetworkPolicy of the tier Admin',
      steps: [
        documented([denyFromZ], [...denied(['za'], ['xa']), ...allowed(['ya'], ['xa']), ...allowed(['za'], ['xb'])]),
      ],
    },
  ],
}

const denyFromZ = {
  apiVersion,
  kind: 'ClusterNetworkPolicy',
  metadata: { name: 'cnilab-deny-from-z' },
  spec: {
    tier: 'Admin',
    priority: 10,
    subject: { pods: { ...inNamespace(X), podSelector: pod('a') } },
    ingress: [{ name: 'from-z', action: 'Deny', from: [{ namespaces: inNamespace(Z).namespaceSelector }] }],
  },
}
