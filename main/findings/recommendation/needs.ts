import type { Need, Needs, Suitability } from './recommendation.ts'

export const needIds = ['enforcement', 'encryption', 'layer7', 'visibility'] as const satisfies readonly Need[]
export const priorityIds = ['speed', 'memory', 'simplicity'] as const satisfies readonly Needs['priority'][]

/** In the order in which they are asked. */
export const wantedNeeds = (needs: Needs): readonly Need[] => needIds.filter((need) => needs[need])

/** Those that are named, and what weighs most. */
export const needsOf = (named: readonly string[], priority: Needs['priority']): Needs => ({
  enforcement: named.includes('enforcement'),
  encryption: named.includes('encryption'),
  layer7: named.includes('layer7'),
  visibility: named.includes('visibility'),
  priority,
})

/** What is asked where nobody says what they need. */
export const defaultNeeds: Needs = needsOf(['enforcement'], 'speed')

/** The same of a run, without what it shows of no variant: nobody would be left. */
export const defaultNeedsOf = (suitability: readonly Suitability[]): Needs =>
  needsOf(
    wantedNeeds(defaultNeeds).filter((need) =>
      suitability.some(({ needs }) => needs[need].reason.code !== 'not-shown'),
    ),
    defaultNeeds.priority,
  )
