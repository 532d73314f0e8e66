import { costsOf } from './recommendation/costs.ts'
import type { RecommendationInputs } from './recommendation/inputs.ts'
import { findingsOn, unmetNeeds } from './recommendation/needs.ts'
import { rankingBy } from './recommendation/priorities.ts'
import type { Candidate, Needs, Recommendation } from './recommendation/recommendation.ts'

export const defaultNeeds: Needs = {
  enforcement: true,
  encryption: false,
  layer7: false,
  visibility: false,
  priority: 'speed',
}

/** Which variant of a run meets the needs and does best by what weighs most. Nothing is assumed: a need counts as met where the run shows it. */
export function recommend(needs: Needs, inputs: RecommendationInputs): Recommendation {
  const { suitability } = inputs
  const all = suitability.map((each) => ({ variant: each.variant, reasons: unmetNeeds(each, needs) }))
  const excluded = all.filter(({ reasons }) => reasons.length > 0)
  const candidates = all.filter(({ reasons }) => reasons.length === 0).map(({ variant }) => variant)
  const { order, isTied, reasonOf } = rankingBy(needs.priority, candidates, inputs)
  const [first, second] = order
  const candidate = (variant: string): Candidate => ({
    variant,
    reasons: suitability
      .filter((each) => each.variant === variant)
      .flatMap((each) => findingsOn(each, needs).map(({ reason }) => reason)),
    priority: reasonOf(variant),
    costs: costsOf(variant, order, inputs),
  })
  return {
    needs,
    variants: suitability.length,
    ...(first !== undefined && { choice: candidate(first) }),
    ...(second !== undefined && { runnerUp: candidate(second) }),
    isTie: first !== undefined && second !== undefined && isTied(first, second),
    excluded,
  }
}
