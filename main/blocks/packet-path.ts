/** One header of a packet, as the capture's decoder reads it. */
export interface PacketHeader {
  readonly protocol: string
  /** Addresses, with ports where there are some. */
  readonly from?: string
  readonly to?: string
  /** VNI, flags, … in the decoder's words. */
  readonly detail?: string
}

/** One interface that saw the packet. */
export interface PacketStop {
  /** The Pod or node that it belongs to. */
  readonly place: string
  readonly interface: string
  readonly kind: 'pod' | 'pod-link' | 'bridge' | 'tunnel' | 'node-link' | 'other'
  readonly direction: 'in' | 'out' | 'unknown'
  /** Since the packet was first seen. */
  readonly afterUs: number
  /** Outermost first. */
  readonly headers: readonly PacketHeader[]
  /** Of the outermost IP packet. */
  readonly bytes: number
  /** Whether what it carries can be read here. */
  readonly isReadable: boolean
  /** Whether it travels inside another packet here. */
  readonly isWrapped: boolean
}

/** A packet's way from one end to the other, as captures on every interface saw it. */
export interface PacketPathBlock {
  readonly kind: 'packet-path'
  readonly title: string
  readonly from: string
  readonly to: string
  readonly stops: readonly PacketStop[]
  readonly sentence: string
  /** Addresses that were rewritten, whether it left the node, … */
  readonly notes: readonly string[]
}
