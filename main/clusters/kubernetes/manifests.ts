import type { Manifest } from '../../cnis/recipe.ts'

/** A namespace in which Pods may be in the nodes' own network, which needs the privileged level. */
export const namespaceManifest = (name: string, labels: Readonly<Record<string, string>> = {}): Manifest => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels: { ...labels, 'pod-security.kubernetes.io/enforce': 'privileged' } },
})

/** What every Pod of the lab is: on its own node, gone at once when deleted, and told nothing of the cluster. */
export const pinnedPod = ({ node, hostNetwork }: { readonly node: string; readonly hostNetwork: boolean }) => ({
  nodeName: node,
  hostNetwork,
  dnsPolicy: hostNetwork ? 'ClusterFirstWithHostNet' : 'ClusterFirst',
  terminationGracePeriodSeconds: 0,
  automountServiceAccountToken: false,
  enableServiceLinks: false,
})
