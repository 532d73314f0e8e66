import type { PacketStop } from '../../blocks/packet-path.ts'
import type { Sent } from './record.ts'

/** How packets between nodes were seen to travel. */
export type Encapsulation =
  | { readonly kind: 'none' | 'ipip' | 'esp' }
  | { readonly kind: 'udp' | 'wireguard'; readonly port: number }
  | { readonly kind: 'vxlan' | 'geneve'; readonly port: number; readonly vni: number }

/** Why the captures prove nothing. */
export type ControlProblem =
  | { readonly kind: 'capture'; readonly place: string; readonly problem: string }
  | { readonly kind: 'not-seen-at-node'; readonly node: string; readonly answer?: string }
  | { readonly kind: 'not-seen-at-pod'; readonly answer?: string }

/** One packet's way from a client to a server, as captures on every interface saw it. */
export interface TracedPath {
  readonly id: Sent['id']
  readonly from: string
  readonly to: string
  readonly stops: readonly PacketStop[]
  /** Addresses that were rewritten on the way, e.g. a Service's. */
  readonly rewrites: readonly { readonly at: string; readonly from: string; readonly to: string }[]
  /** Whether any packet of it was seen on a node's link to other nodes. */
  readonly leftNode: boolean | 'unknown'
  readonly answered: boolean
  /** What the client said when there was no answer. */
  readonly problem?: string
}

/** Whether Pod traffic between nodes is encrypted: configured, and seen on the wire. */
export interface Encryption {
  readonly configured: 'none' | 'wireguard' | 'ipsec'
  /** `unknown`: the captures prove nothing. */
  readonly observed: 'clear' | 'encrypted' | 'unknown'
  readonly verdict: 'agrees' | 'differs' | 'unknown'
}

export interface WireFacts {
  /** Of the positive control, packets that must be seen whatever the CNI does; where there are some, nothing is concluded. */
  readonly problems: readonly ControlProblem[]
  readonly paths: readonly TracedPath[]
  /** Between nodes. */
  readonly encapsulation: Encapsulation | 'unknown'
  readonly outer?: { readonly from: string; readonly to: string }
  /** Of the outermost IP packet over the Pod's own. */
  readonly overheadBytes?: number
  /** Largest IP packet that gets from Pod to Pod on another node unfragmented, and the MTU of the Pod's interface. */
  readonly mtu?: { readonly pathBytes: number; readonly interfaceBytes: number }
  /** On the wire between nodes. `not-seen`: packets were seen, the marker in none. */
  readonly marker: 'readable' | 'not-seen' | 'unknown'
  readonly sameNodeStays: boolean | 'unknown'
  readonly encryption: Encryption
  /** Captures that can be saved, by the number of their raw output. */
  readonly captures: readonly { readonly place: string; readonly raw: number; readonly packets: number }[]
}
