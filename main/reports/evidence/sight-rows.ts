import type { ObservabilityEvidence } from '../../findings/evidence/observability.ts'
import { capabilityIds, type Capability, type CapabilityId } from '../../probes/observability/facts.ts'
import { signs } from '../../probes/observability/view.ts'
import { capabilityTitles, reasonOf } from '../../probes/observability/words.ts'
import type { Sign } from './signs.ts'

export interface Sight extends Capability {
  readonly title: string
  readonly explanation: string
}

export interface SightRow {
  readonly id: CapabilityId
  readonly title: string
  readonly cells: readonly { readonly variant: string; readonly sight?: Sight; readonly sign?: Sign }[]
}

/** Capabilities × variants. */
export const sightRows = (evidence: readonly ObservabilityEvidence[]): readonly SightRow[] =>
  capabilityIds.map((id) => ({
    id,
    title: capabilityTitles[id],
    cells: evidence.map(({ variant, capabilities }) => {
      const sight = capabilities.find((each) => each.id === id)
      if (!sight) return { variant }
      const shown = { ...sight, title: capabilityTitles[id], explanation: reasonOf(sight) }
      return { variant, sight: shown, sign: signs[sight.found] }
    }),
  }))

/** `4 of 6`. */
export const sightCount = ({ found, of }: ObservabilityEvidence): string => `${String(found)} of ${String(of)}`
