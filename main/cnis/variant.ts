export type CniId = 'kindnet' | 'flannel' | 'calico' | 'cilium' | 'netns'
export type RuntimeId = 'kind' | 'netns'

/** Kernel features that datapaths are built from; preflight refuses a variant whose needs the host does not meet. */
export const kernelFeatureIds = ['vxlan', 'br_netfilter', 'bpf', 'ip_set', 'wireguard', 'esp'] as const
export type KernelFeature = (typeof kernelFeatureIds)[number]

/** What a recipe asks for, shown apart from what is observed. */
export interface Configured {
  /** Of Pod traffic between nodes; `udp` is any tunnel in UDP that is neither VXLAN nor GENEVE, WireGuard's for one. */
  readonly encapsulation: 'none' | 'vxlan' | 'geneve' | 'ipip' | 'udp'
  /** UDP port of the tunnel, when there is one: of the outermost that is not ESP. */
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
