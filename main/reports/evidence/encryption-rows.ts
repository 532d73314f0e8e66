import type { EncryptionEvidence } from '../../findings/evidence/encryption.ts'
import { encryptionSigns, type Sign } from './signs.ts'

export const configuredEncryptionWords: Readonly<Record<EncryptionEvidence['configured'], string>> = {
  none: 'none',
  wireguard: 'WireGuard',
  ipsec: 'IPsec',
}

export const observedEncryptionWords: Readonly<Record<EncryptionEvidence['observed'], string>> = {
  clear: 'in the clear',
  encrypted: 'encrypted',
  unknown: 'unknown',
}

export interface EncryptionRow {
  readonly variant: string
  readonly configured: string
  readonly observed: string
  readonly sign: Sign
  readonly sentence: string
}

/** Asked for against seen on the wire, a row a variant. */
export const encryptionRows = (evidence: readonly EncryptionEvidence[]): readonly EncryptionRow[] =>
  evidence.map(({ variant, configured, observed, verdict, sentence }) => ({
    variant,
    configured: configuredEncryptionWords[configured],
    observed: observedEncryptionWords[observed],
    sign: encryptionSigns[verdict],
    sentence,
  }))
