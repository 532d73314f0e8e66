/** Whether Pod traffic between nodes is encrypted: what was asked for, and what the wire shows. */
export interface EncryptionEvidence {
  readonly variant: string
  readonly configured: 'none' | 'wireguard' | 'ipsec'
  /** `unknown`: the wire was not looked at, or the look proves nothing. */
  readonly observed: 'clear' | 'encrypted' | 'unknown'
  readonly verdict: 'agrees' | 'differs' | 'unknown'
  readonly sentence: string
}
