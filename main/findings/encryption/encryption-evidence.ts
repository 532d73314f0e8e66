import type { RunRecord } from '../../store/run-record.ts'
import type { EncryptionEvidence } from '../evidence/encryption.ts'
import type { WireEvidence } from '../evidence/wire.ts'

/** One for each variant of a run that looked at the wire, also where the look failed: what is configured is known. */
export const encryptionEvidenceOf = (
  { variants }: RunRecord,
  wire: readonly WireEvidence[],
): readonly EncryptionEvidence[] =>
  wire.length === 0
    ? []
    : variants.map(({ id, configured }) =>
        encryptionOf(
          id,
          configured.encryption ?? 'none',
          wire.find(({ variant }) => variant === id),
        ),
      )

export function encryptionOf(
  variant: string,
  configured: EncryptionEvidence['configured'],
  wire: WireEvidence | undefined,
): EncryptionEvidence {
  const observed = observedOn(wire)
  const verdict = verdictOf(configured, observed)
  const sentence = `${configuredText[configured]} ${observedText(observed, wire)}${verdictText[verdict]}`
  return { variant, configured, observed, verdict, sentence }
}

/** Not finding the marker is not enough: something that encrypts must have been seen in its place. */
function observedOn(wire: WireEvidence | undefined): EncryptionEvidence['observed'] {
  if (!wire?.control.seen) return 'unknown'
  if (wire.marker === 'readable') return 'clear'
  const by = wire.encapsulation === 'unknown' ? undefined : wire.encapsulation.kind
  return wire.marker === 'not-seen' && (by === 'wireguard' || by === 'esp') ? 'encrypted' : 'unknown'
}

function verdictOf(
  configured: EncryptionEvidence['configured'],
  observed: EncryptionEvidence['observed'],
): EncryptionEvidence['verdict'] {
  if (observed === 'unknown') return 'unknown'
  return (configured !== 'none') === (observed === 'encrypted') ? 'agrees' : 'differs'
}

const configuredText: Readonly<Record<EncryptionEvidence['configured'], string>> = {
  none: 'No encryption is configured.',
  wireguard: 'WireGuard is configured.',
  ipsec: 'IPsec is configured.',
}

const verdictText: Readonly<Record<EncryptionEvidence['verdict'], string>> = {
  agrees: '',
  differs: ' This is not what was configured.',
  unknown: '',
}

function observedText(observed: EncryptionEvidence['observed'], wire: WireEvidence | undefined): string {
  if (observed === 'clear') return 'What a Pod sent to another node was read on the wire.'
  if (observed === 'encrypted') {
    const by = wire?.encapsulation !== 'unknown' && wire?.encapsulation.kind === 'esp' ? 'ESP' : 'WireGuard'
    return `What a Pod sent to another node was not found on the wire, and packets of ${by} were there in its place.`
  }
  if (!wire) return 'The wire was not looked at.'
  return wire.control.seen
    ? 'What a Pod sent to another node was not found on the wire, nor anything that is known to encrypt.'
    : `What is on the wire is unknown. ${wire.control.explanation}`
}
