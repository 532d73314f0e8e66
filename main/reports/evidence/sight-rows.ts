import type { ObservabilityEvidence, Sight } from '../../findings/evidence/observability.ts'
import { sightSigns, type Sign } from './signs.ts'

export interface SightRow {
  readonly id: Sight['id']
  readonly title: string
  readonly cells: readonly { readonly variant: string; readonly sight?: Sight; readonly sign?: Sign }[]
}

/** What could be seen × variants. */
export function sightRows(evidence: readonly ObservabilityEvidence[]): readonly SightRow[] {
  const titles = new Map(evidence.flatMap(({ sights }) => sights.map(({ id, title }) => [id, title] as const)))
  return [...titles].map(([id, title]) => ({
    id,
    title,
    cells: evidence.map(({ variant, sights }) => {
      const sight = sights.find((each) => each.id === id)
      return sight ? { variant, sight, sign: sightSigns[sight.found] } : { variant }
    }),
  }))
}

/** `4 of 6`. */
export const sightCount = ({ found, of }: ObservabilityEvidence): string => `${String(found)} of ${String(of)}`
