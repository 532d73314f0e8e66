import type { Need, NeedFinding, NeedReason, Needs, Suitability } from './recommendation.ts'

const order: readonly Need[] = ['enforcement', 'encryption', 'layer7', 'visibility']

export const wantedNeeds = (needs: Needs): readonly Need[] => order.filter((need) => needs[need])

/** What the run shows on each of the needs. */
export const findingsOn = ({ needs: found }: Suitability, needs: Needs): readonly NeedFinding[] =>
  wantedNeeds(needs).map((need) => found[need])

/** Why a variant is not a candidate: everything that it is not shown to meet. */
export const unmetNeeds = (variant: Suitability, needs: Needs): readonly NeedReason[] =>
  findingsOn(variant, needs)
    .filter(({ isMet }) => !isMet)
    .map(({ reason }) => reason)
