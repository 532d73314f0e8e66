import type { KernelFeature } from './kernel-features.ts'

/** What a recipe asks for, shown apart from what is observed. */
export interface Configured {
  /** Of Pod traffic between nodes; `udp` is any tunnel in UDP that is neither VXLAN nor GENEVE, WireGuard's for one. */
  readonly encapsulation: 'none' | 'vxlan' | 'geneve' | 'ipip' | 'udp'
  /** UDP port of the tunnel, when there is one: of the outermost that is not ESP. */
  readonly tunnelPort?: number
  /** Of Pod traffic between nodes. */
  readonly encryption?: 'wireguard' | 'ipsec'
  /** What forwards packets and holds its rules, where that is the CNI's choice. */
  readonly dataplane?: 'iptables' | 'nftables' | 'ebpf'
  /** The datapath in words, e.g. "routes via node addresses". */
  readonly datapath: string
}

/** What every variant has, whatever the runtime. A runtime's own part is in its recipe. */
export interface Variant {
  /** e.g. `flannel/vxlan`; `kindnet` alone has no mode. */
  readonly id: string
  /** Id of its CNI; one that has no profile is a person's own. */
  readonly cni: string
  /** Id of the runtime that makes its clusters. */
  readonly runtime: string
  readonly title: string
  /** Kernel features that its datapath is built from; preflight refuses it where the host lacks one. */
  readonly needs: readonly KernelFeature[]
  readonly configured: Configured
  /** Compared unless somebody names variants: few enough for the machine that the runtime is for. */
  readonly isDefault?: boolean
}
