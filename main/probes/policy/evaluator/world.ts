export interface PodPort {
  readonly name?: string
  readonly protocol: 'TCP' | 'UDP' | 'SCTP'
  readonly port: number
}

export interface WorldPod {
  readonly namespace: string
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly node: string
  /** The node's own for a host-network Pod. */
  readonly address: string
  /** Where the cluster has IPv6, too. */
  readonly address6?: string | undefined
  readonly hostNetwork: boolean
  /** What its containers declare: named ports are looked up here. */
  readonly ports: readonly PodPort[]
}

/** All of a cluster that policies can speak of. */
export interface World {
  readonly namespaces: readonly { readonly name: string; readonly labels: Readonly<Record<string, string>> }[]
  readonly pods: readonly WorldPod[]
  readonly nodes: readonly { readonly name: string; readonly address: string }[]
}

export type Party =
  | { readonly kind: 'pod'; readonly pod: WorldPod }
  | { readonly kind: 'outside'; readonly address: string }
  | { readonly kind: 'node'; readonly name: string; readonly address: string }

/** A connection that somebody tries to open; `port` is the one that it arrives at, after any Service. */
export interface Flow {
  readonly from: Party
  readonly to: Party
  readonly protocol: 'TCP' | 'UDP' | 'SCTP'
  readonly port: number
}
