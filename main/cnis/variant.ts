export type CniId = 'kindnet' | 'flannel' | 'calico' | 'cilium' | 'netns'
export type RuntimeId = 'kind' | 'netns'

/** A kernel feature that a datapath is built from; preflight refuses a variant whose needs the host does not meet. */
export type KernelFeature = 'vxlan' | 'br_netfilter' | 'bpf' | 'ip_set'

/** What a recipe asks for, shown apart from what is observed. */
export interface Configured {
  readonly encapsulation: 'none' | 'vxlan' | 'geneve' | 'ipip' | 'udp'
  /** UDP port of the tunnel, when there is one. */
  readonly tunnelPort?: number
  /** Of Pod traffic between nodes. */
  readonly encryption?: 'wireguard' | 'ipsec'
  /** The datapath in words, e.g. "routes via node addresses". */
  readonly datapath: string
}

/** What every variant has, whatever the runtime. A runtime's own part is in its recipe. */
export interface Variant {
  /** e.g. `flannel/vxlan`; `kindnet` alone has no mode. */
  readonly id: string
  readonly cni: CniId
  readonly runtime: RuntimeId
  readonly title: string
  readonly needs: readonly KernelFeature[]
  readonly configured: Configured
}
