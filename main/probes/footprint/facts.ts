/** What a CNI brings into a cluster, counted. */
export interface FootprintFacts {
  /** Kubernetes objects of the CNI by kind, CRDs among them. */
  readonly objects: Readonly<Record<string, number>>
  readonly objectCount: number
  readonly crds: number
  /** Pods that run, on all nodes. */
  readonly pods: number
  readonly containers: number
  readonly images: readonly { readonly reference: string; readonly bytes: number }[]
  readonly imageBytes: number
  /** Of all its Pods on all nodes; absent where the nodes do not tell. */
  readonly memoryBytes?: number
  /** From the first object applied to all nodes and the cluster's DNS ready. */
  readonly readyMs?: number
}
