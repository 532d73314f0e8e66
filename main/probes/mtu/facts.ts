import type { Direction, Family, Mtu, Transfer } from './record.ts'

/** `too-large`: a sender's MTU is larger than what passes; it is told, or its packets are lost without a word. */
export type Fault =
  | { readonly kind: 'too-large'; readonly direction: Direction; readonly mtuBytes: number; readonly isSilent: boolean }
  | { readonly kind: 'black-hole'; readonly direction: Direction }

export interface LegFacts {
  readonly path: string
  readonly family: Family
  /** Bytes of the largest IP packet that arrives whole; absent where none does. */
  readonly thereBytes?: number
  readonly backBytes?: number
  /** By which client and server send. */
  readonly clientMtu: Mtu
  readonly serverMtu: Mtu
  readonly transfers: readonly Transfer[]
  readonly faults: readonly Fault[]
  /** `unknown`: nothing was answered, or a transfer could not be tried. */
  readonly verdict: 'pass' | 'fail' | 'unknown'
}

export interface MtuFacts {
  readonly legs: readonly LegFacts[]
}
