import { costsOf } from './recommendation/costs.ts'
import { wantedNeeds } from './recommendation/needs.ts'
import { rankingBy } from './recommendation/priorities.ts'
import type { RecommendationInputs } from './findings.ts'
import type { Candidate, NeedFinding, Needs, Recommendation } from './recommendation/recommendation.ts'

/** What a runtime brings by itself is there to be seen beside what can be chosen. */
const reference: NeedFinding = { isMet: false, reason: { code: 'reference' } }

/** Which variant of a run meets the needs and does best by what weighs most. Nothing is assumed: a need counts as met where the run shows it. */
export function recommend(needs: Needs, inputs: RecommendationInputs): Recommendation {
  const { suitability } = inputs
  const all = suitability.map(({ variant, isReference, needs: found }) => ({
    variant,
    findings: [...(isReference ? [reference] : []), ...wantedNeeds(needs).map((need) => found[need])],
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
