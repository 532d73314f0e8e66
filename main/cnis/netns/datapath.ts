import type { Variant } from '../variant.ts'

/** How packets cross from node to node. */
export type NetnsDatapath =
  | { readonly kind: 'routed'; readonly mtu: number }
  | { readonly kind: 'vxlan'; readonly mtu: number; readonly vni: number; readonly port: number }

/** A datapath that CNIs are built from, made of the kernel's own parts. It is not a CNI: nobody watches, no policy, no IPAM. */
export interface NetnsVariant extends Variant {
  readonly cni: 'netns'
  readonly runtime: 'netns'
  readonly datapath: NetnsDatapath
}

export const ethernetMtu = 1500
