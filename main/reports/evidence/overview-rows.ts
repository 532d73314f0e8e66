import type { Evidence } from '../../findings/evidence/evidence.ts'
import type { FootprintEvidence } from '../../findings/evidence/footprint.ts'
import { observedEncryptionWords } from './encryption-rows.ts'
import { mebibytes } from './footprint-rows.ts'
import { sightCount } from './sight-rows.ts'
import { encryptionSigns, enforcementSigns, type Sign } from './signs.ts'
import { encapsulationWords } from './wire-words.ts'

/** An empty text says that it was not looked at. */
export interface OverviewCell {
  readonly text: string
  readonly sign?: Sign
}

export interface OverviewRow {
  readonly variant: string
  readonly policy: OverviewCell
  readonly encapsulation: OverviewCell
  readonly encryption: OverviewCell
  readonly observability: OverviewCell
  readonly footprint: OverviewCell
}

export const overviewTitles: Readonly<Record<Exclude<keyof OverviewRow, 'variant'>, string>> = {
  policy: 'NetworkPolicy',
  encapsulation: 'Encapsulation',
  encryption: 'Encryption',
  observability: 'Observability',
  footprint: 'Footprint',
}

/** What each CNI does, a row a variant, in the order of `variants`; variants that nothing is known of are left out. */
export function overviewRows(evidence: Evidence, variants: readonly string[]): readonly OverviewRow[] {
  return variants.map((variant) => rowOf(evidence, variant)).filter(isLookedAt)
}

function rowOf(evidence: Evidence, variant: string): OverviewRow {
  const policy = evidence.policy.find(of(variant))
  const wire = evidence.wire.find(of(variant))
  const encryption = evidence.encryption.find(of(variant))
  const observability = evidence.observability.find(of(variant))
  const footprint = evidence.footprint.find(of(variant))
  return {
    variant,
    policy: policy ? signed(enforcementSigns[policy.enforcement]) : nothing,
    encapsulation: wire ? { text: encapsulationWords(wire.encapsulation) } : nothing,
    encryption: encryption
      ? {
          text: observedEncryptionWords[encryption.observed],
          // A tick beside traffic in the clear would be read as praise.
          ...(encryption.verdict !== 'agrees' && { sign: encryptionSigns[encryption.verdict] }),
        }
      : nothing,
    observability: observability ? { text: sightCount(observability) } : nothing,
    footprint: footprint ? { text: footprintWords(footprint) } : nothing,
  }
}

const of =
  (variant: string) =>
  (evidence: { readonly variant: string }): boolean =>
    evidence.variant === variant

const nothing: OverviewCell = { text: '' }

const signed = (sign: Sign): OverviewCell => ({ text: sign.title, sign })

/** `12 objects, 3 Pods, 45.2 MiB of images`. */
export const footprintWords = ({ objectCount, pods, imageBytes, memoryBytes }: FootprintEvidence): string =>
  [
    `${String(objectCount)} objects`,
    `${String(pods)} Pods`,
    ...(memoryBytes === undefined ? [] : [`${mebibytes(memoryBytes)} of memory`]),
    `${mebibytes(imageBytes)} of images`,
  ].join(', ')

const isLookedAt = ({ variant: _, ...cells }: OverviewRow): boolean =>
  Object.values(cells).some(({ text }) => text !== '')
