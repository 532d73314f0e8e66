import { costsOf } from './recommendation/costs.ts'
import { wantedNeeds } from './recommendation/needs.ts'
import { rankingBy } from './recommendation/priorities.ts'
import type { RecommendationInputs } from './findings.ts'
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
  const all = suitability.map(({ variant, needs: found }) => ({
    variant,
    findings: wantedNeeds(needs).map((need) => found[need]),
  }))
  const isCandidate = ({ findings }: (typeof all)[number]) => findings.every(({ isMet }) => isMet)
  const candidates = all.filter(isCandidate).map(({ variant }) => variant)
  const { order, isTied, reasonOf } = rankingBy(needs.priority, candidates, inputs)
  const [first, second] = order
  const candidate = (variant: string): Candidate => ({
    variant,
    reasons: all.find((each) => each.variant === variant)?.findings.map(({ reason }) => reason) ?? [],
    priority: reasonOf(variant),
    costs: costsOf(variant, order, inputs),
  })
  return {
    needs,
    variants: suitability.length,
    ...(first !== undefined && { choice: candidate(first) }),
    ...(second !== undefined && { runnerUp: candidate(second) }),
    isTie: first !== undefined && second !== undefined && isTied(first, second),
    excluded: all
      .filter((each) => !isCandidate(each))
      .map(({ variant, findings }) => ({
        variant,
        reasons: findings.filter(({ isMet }) => !isMet).map(({ reason }) => reason),
      })),
  }
}
